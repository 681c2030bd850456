/**
 * Sets up OpenTelemetry, if {@code OTEL_EXPORTER_OTLP_ENDPOINT} says where traces are collected: what is sent, and what never is. Without it
 * nothing here comes into being.
 */
@NullMarked
package io.overdub.kernel.tracing;

import org.jspecify.annotations.NullMarked;

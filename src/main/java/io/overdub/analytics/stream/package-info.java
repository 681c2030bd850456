/**
 * Where events wait, in order, until they are aggregated; kept for days, so that reading can begin again from an earlier moment.
 *
 * <p>{@code analytics.stream.adapter} names the engine. {@code postgresql}: a table whose rows are written under one lock until the commit,
 * so that whoever has read up to a position has missed nothing before it. How far each shard is read stands in PostgreSQL for every engine;
 * one process at a time has it, and another one goes on when that one is silent.
 */
@NullMarked
package io.overdub.analytics.stream;

import org.jspecify.annotations.NullMarked;

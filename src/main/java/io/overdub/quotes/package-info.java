/** The catalogue of sounds that people lip-sync to. */
@AppModule(uses = {"accounts", "edge", "uploads"})
@NullMarked
package io.overdub.quotes;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;

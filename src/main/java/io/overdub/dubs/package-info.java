/** What people make of quotes. */
@AppModule(uses = {"accounts", "connections", "edge", "quotes", "uploads"})
@NullMarked
package io.overdub.dubs;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;

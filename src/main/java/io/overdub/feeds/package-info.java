/** What to watch next. */
@AppModule(uses = {"accounts", "connections", "dubs", "edge"})
@NullMarked
package io.overdub.feeds;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;

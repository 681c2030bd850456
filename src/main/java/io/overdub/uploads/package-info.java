/** The handshake by which media gets into storage without passing the API. */
@AppModule(uses = {"accounts", "edge"})
@NullMarked
package io.overdub.uploads;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;

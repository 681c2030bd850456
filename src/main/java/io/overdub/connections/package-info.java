/** Who follows and blocks whom. */
@AppModule(uses = {"accounts", "edge"})
@NullMarked
package io.overdub.connections;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;

/** Who is asking. */
@AppModule(uses = {"edge"})
@NullMarked
package io.overdub.accounts;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;

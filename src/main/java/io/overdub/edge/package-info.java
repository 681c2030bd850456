/** What every HTTP answer shares. */
@AppModule(uses = {})
@NullMarked
package io.overdub.edge;

import io.overdub.kernel.AppModule;
import org.jspecify.annotations.NullMarked;

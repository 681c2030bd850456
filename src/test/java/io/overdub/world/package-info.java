/** The levers that tests pull, and the people in them. */
@NullMarked
package io.overdub.world;

import org.jspecify.annotations.NullMarked;

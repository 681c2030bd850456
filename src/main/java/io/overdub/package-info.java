/** Overdub. */
@NullMarked
package io.overdub;

import org.jspecify.annotations.NullMarked;

/** Where imported sounds come from: files on web servers that configuration names. */
@NullMarked
package io.overdub.quotes.sounds;

import org.jspecify.annotations.NullMarked;

/** Answers as they went out, for whoever asks the same: kept in the process, ended everywhere by what they depend on. */
@NullMarked
package io.overdub.edge.cache;

import org.jspecify.annotations.NullMarked;

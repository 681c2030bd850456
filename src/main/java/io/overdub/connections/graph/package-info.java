/** Where follows, requests, mutes and blocks are kept: in PostgreSQL. */
@NullMarked
package io.overdub.connections.graph;

import org.jspecify.annotations.NullMarked;

/**
 * Where follows, requests, mutes and blocks are kept: in PostgreSQL, or in a table of DynamoDB.
 *
 * <p>{@link io.overdub.connections.graph.Graph} is the way in; {@code connections.graph.adapter} names the one that answers.
 *
 * <p>In DynamoDB a follow is two items, one for either side, so that both lists are read from one place and consistently. The follower's
 * side may be spread over several partitions, twice as many whenever an account has outgrown them; nobody is moved, and readers look in
 * all of them. Tallies move after the transaction and are reconciled daily. What the rest
 * of the house hears of a follow is written to PostgreSQL, which is another store: a row there says between whom something changes until it
 * is told, so a process that dies in between leaves nothing untold. It may be told twice, and two changes of one pair that were made at
 * the same time may be told in either order; PostgreSQL keeps it.
 *
 * <p>Another engine may be named as the shadow: it hears of every change a moment later, and a survey fills it or compares the two, so that
 * they can change places. What might surprise: a change of the adapter alone takes no edges along.
 */
@NullMarked
package io.overdub.connections.graph;

import org.jspecify.annotations.NullMarked;

/**
 * What a job found for people to dub, and whom to follow; read when they ask. Kept in PostgreSQL or in a
 * table of DynamoDB ({@code feeds.recommendations.adapter}), and made anew from dubs, likes and
 * follows, so that losing it costs a round of the job.
 */
@NullMarked
package io.overdub.feeds.recommendations;

import org.jspecify.annotations.NullMarked;

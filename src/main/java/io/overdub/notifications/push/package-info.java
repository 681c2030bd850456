/**
 * The service that wakes phones.
 *
 * <p>{@code notifications.push.adapter} names it. {@code captured} keeps in PostgreSQL what would have been sent, for the team to read:
 * for development, and for a production that is not to send yet.
 *
 * {@code sns} is Amazon SNS, with the applications of Apple and Google in {@code notifications.push.sns}.
 *
 * <p>Beside it Pushwoosh may send campaigns, to whom it chooses by tags itself: {@code notifications.push.pushwoosh}. Its answers tell in
 * the body whether it took something; what got no answer stays unknown until somebody has looked.
 *
 * <p>An endpoint is the service's name for one token on one platform. What a service has accepted may still never be shown; what became of
 * a call that got no answer, nobody knows: that is {@link io.overdub.notifications.push.Receipt#UNKNOWN}, and is not tried again.
 */
@NullMarked
package io.overdub.notifications.push;

import org.jspecify.annotations.NullMarked;

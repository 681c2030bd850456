package io.overdub.analytics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a batch.
 *
 * @param accepted how many events are durable; one that came before is among them
 */
@Schema(name = "EventReceipt")
record Receipt(int accepted, List<Rejection> rejected) {

    /** @param index of the event in its batch, from 0 */
    @Schema(name = "EventRejection")
    record Rejection(int index, String code, String detail) {}
}

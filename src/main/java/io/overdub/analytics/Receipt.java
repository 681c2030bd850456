package io.overdub.analytics;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of a batch.
 *
 * @param accepted how many events are durable; one that came before is among them
 * @param doubted the places, from 0, of accepted events whose {@code context} no feed gave to this sender, for this item, in the last 8
 *     days: they are recorded, and count for nothing that people are shown
 */
@Schema(name = "EventReceipt")
record Receipt(int accepted, List<Rejection> rejected, List<Integer> doubted) {

    /** @param index of the event in its batch, from 0 */
    @Schema(name = "EventRejection")
    record Rejection(int index, String code, String detail) {}
}

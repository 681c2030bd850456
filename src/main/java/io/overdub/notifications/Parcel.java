package io.overdub.notifications;

import io.overdub.notifications.fanout.Part;
import java.util.List;
import java.util.UUID;

/**
 * Some devices of a broadcast, in the hands of one worker.
 *
 * @param lease tells this taking from any other
 * @param cancelled so that nothing of it is to be sent
 * @param tries how often it was put off because the service took nothing
 * @param done a bit for each part that is settled
 */
record Parcel(
        UUID id, UUID broadcast, News news, boolean cancelled, List<UUID> devices, int tries, int done, UUID lease) {

    int parts() {
        return (devices.size() + Part.MOST - 1) / Part.MOST;
    }

    boolean isDone(int part) {
        return (done >> part & 1) == 1;
    }

    List<UUID> devicesOf(int part) {
        return devices.subList(part * Part.MOST, Math.min((part + 1) * Part.MOST, devices.size()));
    }
}

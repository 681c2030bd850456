package io.overdub.notifications;

import io.overdub.notifications.push.Message;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a broadcast of one kind says, and to whom it may. */
interface Mail {

    /** What each of these devices is to show; nothing for those that are to show nothing. May be asked again. */
    Map<UUID, Message> write(Parcel parcel, List<Device> devices);
}

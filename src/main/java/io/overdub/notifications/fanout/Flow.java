package io.overdub.notifications.fanout;

import io.overdub.notifications.push.Receipt;
import java.util.List;

/** Whoever hands over a batch. */
public interface Flow {

    /** Waits until so many pushes may go; false when none is to go any more. */
    boolean mayGo(int letters);

    /** @param receipts one for each letter of the part, in their order */
    void done(Part part, List<Receipt> receipts);
}

package io.overdub.notifications;

import io.overdub.accounts.AccountId;
import io.overdub.kernel.Page;
import io.overdub.kernel.Pages;
import io.overdub.notifications.push.Captured;
import io.overdub.notifications.push.CapturedRepository;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Shows the team what goes out. */
@ApplicationScoped
class PushOffice {

    private final CapturedRepository captured;
    private final DeviceRepository devices;
    private final Pages pages;

    PushOffice(CapturedRepository captured, DeviceRepository devices, Pages pages) {
        this.captured = captured;
        this.devices = devices;
        this.pages = pages;
    }

    Page<Captured> captured(@Nullable AccountId account, @Nullable String cursor, int limit) {
        var endpoints = account == null ? null : devices.endpointsOf(account);
        return pages.fill(
                "notifications/captured/" + account,
                cursor,
                limit,
                (before, some) -> captured.newest(endpoints, before, some),
                rows -> rows);
    }
}

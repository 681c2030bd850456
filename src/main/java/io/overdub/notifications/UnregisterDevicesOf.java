package io.overdub.notifications;

import io.overdub.accounts.AccountClosed;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Who closed their account is told nothing any more: also not where a session ended long ago, untold. */
@Singleton
@StableName("notifications.unregister_devices_of")
class UnregisterDevicesOf implements Subscriber<AccountClosed> {

    private final Devices devices;

    UnregisterDevicesOf(Devices devices) {
        this.devices = devices;
    }

    @Override
    public void on(AccountClosed event) {
        devices.forgetAll(event.account());
    }
}

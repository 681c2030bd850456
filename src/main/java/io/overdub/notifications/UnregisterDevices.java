package io.overdub.notifications;

import io.overdub.accounts.SessionEnded;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Whoever is signed out of a device gets nothing there any more. One that signed in again since has another session. */
@Singleton
@StableName("notifications.unregister_devices")
class UnregisterDevices implements Subscriber<SessionEnded> {

    private final Devices devices;

    UnregisterDevices(Devices devices) {
        this.devices = devices;
    }

    @Override
    public void on(SessionEnded event) {
        devices.forgetSession(event.session());
    }
}

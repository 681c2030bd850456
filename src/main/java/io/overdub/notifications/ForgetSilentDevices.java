package io.overdub.notifications;

import io.overdub.kernel.Job;
import io.overdub.kernel.StableName;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Devices whose app was not started for so long that its session is over. */
@Singleton
@StableName("notifications.forget_silent_devices")
class ForgetSilentDevices implements Job {

    private static final int BATCH = 1_000;

    private final Devices devices;

    ForgetSilentDevices(Devices devices) {
        this.devices = devices;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        while (devices.forgetSilent(BATCH) > 0) {
            continue;
        }
    }
}

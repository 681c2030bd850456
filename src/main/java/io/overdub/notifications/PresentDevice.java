package io.overdub.notifications;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Has the push service know the device, in the order in which it showed its tokens. */
@Singleton
@StableName("notifications.present_device")
class PresentDevice implements Subscriber<DevicePresented> {

    private final Endpoints endpoints;

    PresentDevice(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public String orderedBy(DevicePresented event) {
        return event.device().toString();
    }

    @Override
    public void on(DevicePresented event) {
        endpoints.present(event.device());
    }
}

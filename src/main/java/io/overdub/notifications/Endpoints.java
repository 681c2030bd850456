package io.overdub.notifications;

import io.overdub.notifications.push.Push;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** What the push service calls our devices. */
@ApplicationScoped
class Endpoints {

    private final Push push;
    private final DeviceRepository devices;
    private final Clock clock;

    Endpoints(Push push, DeviceRepository devices, Clock clock) {
        this.push = push;
        this.devices = devices;
        this.clock = clock;
    }

    void present(UUID id) {
        devices.find(id).ifPresent(this::present);
    }

    /** By what the device is reached from now on; empty when its token is none. Whatever token it shows meanwhile is presented anew. */
    Optional<String> present(Device device) {
        var endpoint = push.present(device.platform(), device.token(), device.endpoint());
        if (endpoint.isPresent()) {
            devices.keepEndpoint(device, endpoint.get());
        } else {
            devices.bury(device, clock.instant());
        }
        return endpoint;
    }

    /** The same token may have been registered again meanwhile. */
    void retire(String endpoint) {
        if (!devices.hasEndpoint(endpoint)) {
            push.retire(endpoint);
        }
    }
}

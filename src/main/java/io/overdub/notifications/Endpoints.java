package io.overdub.notifications;

import io.overdub.notifications.push.Message;
import io.overdub.notifications.push.Push;
import io.overdub.notifications.push.Receipt;
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
        return kept(device, push.present(device.platform(), device.token(), device.endpoint()));
    }

    private Optional<String> kept(Device device, Optional<String> endpoint) {
        if (endpoint.isPresent()) {
            devices.keepEndpoint(device, endpoint.get());
        } else {
            devices.bury(device, clock.instant());
        }
        return endpoint;
    }

    /** The service has forgotten its endpoint; what it is reached by now, if its token is not dead. */
    Optional<String> renew(Device device) {
        return kept(device, push.renew(device.platform(), device.token()));
    }

    /** Once, by whatever it is reached. @throws EngineAway when the service was to be told of the device first, and is not to be had */
    Receipt send(Device device, Message message) {
        var endpoint = device.endpoint();
        // The service has not heard of it yet: it has shown its token, and waits for its turn.
        var receipt = endpoint == null ? send(device, present(device), message) : send(device, endpoint, message);
        return receipt == Receipt.GONE && endpoint != null ? send(device, renew(device), message) : receipt;
    }

    private Receipt send(Device device, Optional<String> endpoint, Message message) {
        return endpoint.map(there -> send(device, there, message)).orElse(Receipt.DEAD);
    }

    private Receipt send(Device device, String endpoint, Message message) {
        var receipt = push.send(device.platform(), endpoint, message);
        if (receipt == Receipt.DEAD) {
            devices.bury(device, clock.instant());
        }
        return receipt;
    }

    /** The same token may have been registered again meanwhile. */
    void retire(String endpoint) {
        if (!devices.hasEndpoint(endpoint)) {
            push.retire(endpoint);
        }
    }
}

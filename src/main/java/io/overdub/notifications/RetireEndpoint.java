package io.overdub.notifications;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Tells the push service of an endpoint that nobody here has any more. */
@Singleton
@StableName("notifications.retire_endpoint")
class RetireEndpoint implements Subscriber<EndpointLeft> {

    private final Endpoints endpoints;

    RetireEndpoint(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void on(EndpointLeft event) {
        endpoints.retire(event.endpoint());
    }
}

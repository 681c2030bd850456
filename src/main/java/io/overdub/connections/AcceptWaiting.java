package io.overdub.connections;

import io.overdub.accounts.PrivacySet;
import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

/** Whoever opens their account to everybody has nobody to decide about: those who wait become followers. */
@Singleton
@StableName("connections.accept_waiting")
class AcceptWaiting implements Subscriber<PrivacySet> {

    private final FollowGraph graph;

    AcceptWaiting(FollowGraph graph) {
        this.graph = graph;
    }

    @Override
    public String orderedBy(PrivacySet event) {
        return event.account().toString();
    }

    @Override
    public void on(PrivacySet event) {
        if (!event.locked()) {
            graph.acceptWaiting(event.account(), event.at());
        }
    }
}

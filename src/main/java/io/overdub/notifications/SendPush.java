package io.overdub.notifications;

import io.overdub.kernel.StableName;
import io.overdub.kernel.Subscriber;
import jakarta.inject.Singleton;

@Singleton
@StableName("notifications.send_push")
class SendPush implements Subscriber<PushDue> {

    private final Postman postman;

    SendPush(Postman postman) {
        this.postman = postman;
    }

    @Override
    public void on(PushDue event) {
        postman.deliver(event);
    }
}

package io.overdub.notifications.push;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
class CapturedPushTest implements PushContract {

    @Inject
    CapturedRepository rows;

    @Override
    public Push push() {
        return new CapturedPush(rows);
    }

    @Override
    public int taken(String id) {
        return (int) rows.newest(null, null, 50).rows().stream()
                .filter(push -> push.pushId().equals(id))
                .count();
    }
}

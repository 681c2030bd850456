package io.overdub.notifications.fanout;

import java.util.List;

/** Letters that go out together. @param number its place in the batch, which stays when others are sent already */
public record Part(int number, List<Letter> letters) {

    public static final int MOST = 20;
}

package io.overdub.feeds.timeline;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class StreamV3TimelineTest extends StreamTimelineTest {

    @Override
    protected TimelineConfig.Stream.Version version() {
        return TimelineConfig.Stream.Version.V3;
    }

    @Override
    protected String path() {
        return "";
    }
}

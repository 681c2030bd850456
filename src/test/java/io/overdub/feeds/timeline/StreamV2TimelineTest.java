package io.overdub.feeds.timeline;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class StreamV2TimelineTest extends StreamTimelineTest {

    @Override
    protected TimelineConfig.Stream.Version version() {
        return TimelineConfig.Stream.Version.V2;
    }

    @Override
    protected String path() {
        return "/api/v1.0";
    }
}

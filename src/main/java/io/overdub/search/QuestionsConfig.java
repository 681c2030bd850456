package io.overdub.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many searches of people ask the engine at a time. */
@ConfigMapping(prefix = "search.questions")
interface QuestionsConfig {

    /** On this process. Twenty of a tenth of a second each are 200 a second. */
    @WithDefault("20")
    int atOnce();

    /** So long one waits for its turn; then it is told to come again. */
    @WithDefault("500MS")
    Duration patience();
}

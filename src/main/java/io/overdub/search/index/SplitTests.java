package io.overdub.search.index;

import io.overdub.kernel.External;
import io.overdub.search.index.SplitTest.Plan;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Tests of two ways to answer, where the engine of in-app search can make them; elsewhere each call says 404 {@code no_split_tests}. */
@Singleton
@External
public class SplitTests {

    private final Optional<AlgoliaSplitTests> algolia;

    SplitTests(IndexConfig config, AlgoliaConfig algolia, Clock clock) {
        this.algolia = config.adapter() == IndexConfig.Adapter.ALGOLIA
                ? Optional.of(Algolia.splitTests(algolia, clock))
                : Optional.empty();
    }

    private AlgoliaSplitTests engine() {
        return algolia.orElseThrow(() -> SplitTestRefused.none("The search engine here makes no such tests"));
    }

    public List<SplitTest> all() {
        return asked(AlgoliaSplitTests::all);
    }

    /** @throws io.overdub.kernel.Refusal 404 {@code no_split_tests} */
    public SplitTest find(long id) {
        return asked(engine -> engine.find(id)).orElseThrow(SplitTests::missing);
    }

    /**
     * May be repeated: of one name, one runs.
     *
     * @throws io.overdub.kernel.Refusal 422 {@code split_test_refused}
     */
    public SplitTest create(Plan plan) {
        return asked(engine -> engine.create(plan));
    }

    /** It cannot go on afterwards. */
    public SplitTest stop(long id) {
        return asked(engine -> engine.stop(id)).orElseThrow(SplitTests::missing);
    }

    private <T> T asked(Function<AlgoliaSplitTests, T> question) {
        try {
            return question.apply(engine());
        } catch (EngineRefused e) {
            throw SplitTestRefused.by(e);
        }
    }

    private static SplitTestRefused missing() {
        return SplitTestRefused.none("There is no such test");
    }
}

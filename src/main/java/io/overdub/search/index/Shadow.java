package io.overdub.search.index;

import jakarta.inject.Singleton;

/** Tells what was seen of the shadow of the index. */
@Singleton
public class Shadow {

    private final Engines engines;

    Shadow(Engines engines) {
        this.engines = engines;
    }

    /** @throws io.overdub.kernel.Refusal 404 {@code no_shadow} */
    public ShadowReport report() {
        return engines.shadow().orElseThrow(NoShadow::new).report();
    }
}

package io.overdub.analytics;

import java.time.Duration;

record IntakeLimits(long mostWaiting, int mostAtOnce, Duration pause, long mostQuarantined) implements IntakeConfig {}

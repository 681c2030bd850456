package io.overdub.analytics;

import java.time.Instant;

record SavedQuery(String name, String sql, String note, Instant savedAt) {}

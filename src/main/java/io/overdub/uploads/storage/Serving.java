package io.overdub.uploads.storage;

import org.jspecify.annotations.Nullable;

/** What storage tells those who fetch an object. @param encoding how the bytes are packed ({@code gzip}); null: not at all */
public record Serving(@Nullable String encoding, String cacheControl) {}

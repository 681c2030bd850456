package io.overdub.search;

import java.util.List;

/** What many ask for just now, the most first; at most 10. */
record Vogue(List<String> queries) {}

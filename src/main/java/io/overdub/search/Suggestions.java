package io.overdub.search;

import java.util.List;

record Suggestions(List<Suggestion> items) {}

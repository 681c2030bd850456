package io.overdub.search.index;

import java.util.List;

/**
 * What can be found of something.
 *
 * @param titles what it is called; a query that is all of one counts most
 * @param names what else it goes by, such as tags
 * @param text what is written about it
 * @param transcript what is said in it
 * @param labels what it can be filtered by, each as {@code name:value}
 * @param forEverybody else people who have not signed in are not told of it
 * @param popularity a count of what it is, from 0
 */
public record Document(
        List<String> titles,
        List<String> names,
        String text,
        String transcript,
        List<String> labels,
        boolean forEverybody,
        long popularity) {}

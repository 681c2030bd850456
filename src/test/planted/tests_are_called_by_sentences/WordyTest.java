// red: io.overdub.quotes.WordyTest.testLikeDub()
// red: io.overdub.quotes.WordyTest.two_words()
// red: io.overdub.quotes.WordyTest.for_Each_row(int)
package io.overdub.quotes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordyTest {
    @Test
    void testLikeDub() {}

    @Test
    void two_words() {}

    @ParameterizedTest
    @ValueSource(ints = 1)
    void for_Each_row(int row) {}
}

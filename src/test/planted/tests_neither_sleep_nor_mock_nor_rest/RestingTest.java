// red: io.overdub.quotes.RestingTest.one_day_it_works()
// red: io.overdub.quotes.RestingTest$Whole
// red: io.overdub.quotes.RestingTest.elsewhere()
// red: io.overdub.quotes.RestingTest.perhaps()
package io.overdub.quotes;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RestingTest {
    @Disabled
    void one_day_it_works() {}

    @Disabled
    static class Whole {}

    @EnabledOnOs(OS.MAC)
    void elsewhere() {}

    void perhaps() {
        Assumptions.assumeTrue(false);
    }
}

// red: io.overdub.quotes.SleepyTest.thread()
// red: io.overdub.quotes.SleepyTest.unit()
package io.overdub.quotes;

class SleepyTest {
    void thread() throws InterruptedException {
        Thread.sleep(1);
    }

    void unit() throws InterruptedException {
        java.util.concurrent.TimeUnit.SECONDS.sleep(1);
    }
}

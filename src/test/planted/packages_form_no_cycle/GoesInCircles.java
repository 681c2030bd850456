// red: io.overdub.quotes.GoesInCircles
package io.overdub.quotes;

class GoesInCircles {
    io.overdub.dubs.Dubs dubs;
}

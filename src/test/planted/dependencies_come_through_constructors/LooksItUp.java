// red: io.overdub.quotes.LooksItUp.any
package io.overdub.quotes;

class LooksItUp {
    jakarta.enterprise.inject.Instance<Quotes> any;
}

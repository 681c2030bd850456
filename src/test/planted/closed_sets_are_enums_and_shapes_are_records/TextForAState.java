// red: io.overdub.quotes.TextForAState.state
// red: io.overdub.quotes.TextForAState.importStatus
package io.overdub.quotes;

record TextForAState(String state, String importStatus) {}

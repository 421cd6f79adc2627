// What the live-*.mjs have in common.
import WebSocket from "ws";

export const follow =
  "subscription Follow($after: String) { onDealStageChanged(after: $after) { cursor dealVersion } }";

// A WebSocket that keeps the payload of every `subscribe`, as it was when it was sent.
export function recordingSocket() {
  const sent = [];
  class Socket extends WebSocket {
    send(data, ...rest) {
      const message = JSON.parse(data);
      if (message.type === "subscribe") sent.push(message.payload);
      super.send(data, ...rest);
    }
  }
  return { Socket, sent };
}

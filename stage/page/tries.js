// "Try this": each button does the whole thing, in the place and as the member that it needs.

/** Does what the button's data say with `visitor`; `visit` goes to a place as a member. */
export async function tryOut(button, visitor, stage) {
  const { command, options, pick, say, menu, by, press } = button.dataset;
  await takePlace(button.dataset, stage);
  if (command) return visitor.run(command, JSON.parse(options), pick);
  if (say) return visitor.say(say);
  if (press !== undefined) return visitor.pressFirst();
  const meant = await visitor.found(() => visitor.by(by));
  if (!meant) return false;
  await stage.menu(menu, meant.dataset.messageId);
  return true;
}

async function takePlace({ player, place }, stage) {
  const { state } = stage;
  const key = place ? keyOf(state, place) : state.preview ? state.place : state.channels[0].key;
  const who = player ?? state.player;
  if (key && (key !== state.place || who !== state.player)) await stage.visit(who, key);
}

/** The key of a channel, thread or post, by its name, or by the page's own for it. */
export function keyOf(state, name) {
  if (state.known[name]) return state.known[name];
  const places = state.channels.flatMap((channel) => [channel, ...channel.threads]);
  return places.find((place) => place.name === name)?.key;
}

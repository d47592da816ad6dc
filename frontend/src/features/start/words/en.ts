const en = {
  title: "Coffee by text",
  promise:
    "Text your coffee order, keep your place in the crowd, collect it when your number is up.",
  where: "Where to go",
  phone: { title: "Phone", text: "Order as a customer does, by text, on a simulated phone." },
  barista: {
    title: "Barista",
    text: "See the tickets come in; start them, finish them, hand them over.",
  },
  display: {
    title: "Display",
    text: "What the crowd sees: numbers being made, numbers that are ready.",
  },
  /** Between an event's name and its number. */
  texts: " takes texts at ",
};

export type Words = typeof en;
export default en;

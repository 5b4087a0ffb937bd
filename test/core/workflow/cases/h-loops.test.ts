/** Group h: items of every type, the names that they give, and their place in the graph. */
import { describe } from "vitest";
import { dag, items, names, param, steps, values } from "./loop-case.ts";
import { check } from "./table.ts";

describe("h: names and items of every type", () => {
  check([
    [
      "texts",
      steps("withItems: [foo, bar baz]"),
      items,
      [
        ["use(0:foo)", "foo"],
        ["use(1:bar baz)", "bar baz"],
      ],
    ],
    [
      "numbers and truth values",
      steps("withItems: [1, 2.5, true]"),
      items,
      [
        ["use(0:1)", "1"],
        ["use(1:2.5)", "2.5"],
        ["use(2:true)", "true"],
      ],
    ],
    [
      "a number in quotes is named as one without",
      steps(param('["1", 1]')),
      items,
      [
        ["use(0:1)", "1"],
        ["use(1:1)", "1"],
      ],
    ],
    [
      "maps are named by their sorted keys, and given as JSON",
      steps("withItems: [{ who: jesse, group: dev }]"),
      items,
      [["use(0:group:dev,who:jesse)", '{"group":"dev","who":"jesse"}']],
    ],
    ["a key of a map", steps("withItems: [{ who: jesse }]", "{{item.who}}"), values, ["jesse"]],
    [
      "a list in a map is JSON, in the name as well",
      steps("withItems: [{ a: [1, two] }]", "{{item.a}}"),
      items,
      [['use(0:a:[1,"two"])', '[1,"two"]']],
    ],
    [
      "a map in a map is JSON",
      steps("withItems: [{ a: { c: 1, b: x } }]", "{{item.a}}"),
      items,
      [['use(0:a:{"b":"x","c":1})', '{"b":"x","c":1}']],
    ],
    [
      "lists are named without commas and quotes, and given as JSON",
      steps("withItems: [[1, two, true]]"),
      items,
      [["use(0:[1 two true])", '[1,"two",true]']],
    ],
    [
      "a list in a list is JSON in the name",
      steps("withItems: [[[1, 2], a]]"),
      names,
      ["use(0:[[1,2] a])"],
    ],
    [
      "parentheses are left out of the name",
      steps("withItems: ['f(x) (y)']"),
      items,
      [["use(0:fx y)", "f(x) (y)"]],
    ],
    ["line ends stay escaped", steps(param('["a\\nb"]')), names, ["use(0:a\\nb)"]],
    ["quotes stay escaped", steps(param('["say \\"hi\\""]')), names, ['use(0:say \\"hi\\")']],
    [
      "signs that Go escapes in JSON are plain in the name",
      steps("withItems: ['a<b & c']"),
      items,
      [["use(0:a<b & c)", "a<b & c"]],
    ],
    ["an empty text", steps("withItems: ['']"), items, [["use(0:)", ""]]],
    [
      "equal items have names of their own",
      steps("withItems: [a, a]"),
      names,
      ["use(0:a)", "use(1:a)"],
    ],
    [
      "mixed types in one loop",
      steps("withItems: [a, 1, { k: v }, [b]]"),
      names,
      ["use(0:a)", "use(1:1)", "use(2:k:v)", "use(3:[b])"],
    ],
    [
      "an item in an expression",
      steps("withItems: [ab]", "{{=sprig.upper(item)}}"),
      values,
      ["AB"],
    ],
    [
      "a key of an item in an expression",
      steps("withItems: [{ size: 3 }]", "{{=asInt(item.size) + 1}}"),
      values,
      ["4"],
    ],
    [
      "items may hold tags",
      steps("withItems: ['{{workflow.name}}-1']"),
      items,
      [["use(0:wf-1)", "wf-1"]],
    ],
    [
      "other names are filled in next to the item",
      steps("withItems: [a]", "{{workflow.name}}/{{item}}/{{=workflow.namespace + item}}"),
      values,
      ["wf/a/laba"],
    ],
    [
      "the template's name may come from the item",
      {
        templates: `- { name: main, steps: [[{ name: use, template: "{{item}}", withItems: [pod, other] }]] }
- { name: other, container: { image: a } }`,
        unchecked: true,
      },
      ({ node }) => [node("use(0:pod)").templateName, node("use(1:other)").templateName],
      ["pod", "other"],
    ],
  ]);
});

describe("h: loops in the graph", () => {
  check([
    [
      "tasks have a group, with the items as its children",
      dag("withItems: [a, b]"),
      ({ node }) => [node("use").type, node("use").children, node("wf").children],
      ["TaskGroup", ["use(0:a)", "use(1:b)"], ["use"]],
    ],
    [
      "steps have none: the items are children of the step group",
      steps("withItems: [a, b]"),
      ({ node, phases }) => [node("[0]").children, "[0].use" in phases],
      [["[0].use(0:a)", "[0].use(1:b)"], false],
    ],
    [
      "conditions are evaluated for each item",
      dag('withItems: [1, 2, 3]\nwhen: "{{item}} > 1"'),
      ({ phases }) => phases,
      {
        "": "Succeeded",
        use: "Succeeded",
        "use(0:1)": "Skipped",
        "use(1:2)": "Succeeded",
        "use(2:3)": "Succeeded",
      },
    ],
    [
      "a condition that is false for no item in particular is evaluated with each",
      steps("withItems: [a, b]\nwhen: \"'{{item}}' == 'b'\""),
      ({ phases }) => [phases["[0].use(0:a)"], phases["[0].use(1:b)"]],
      ["Skipped", "Succeeded"],
    ],
    [
      "every item is retried on its own",
      {
        templates: `- { name: main, steps: [[{ name: use, template: t, withItems: [a, b] }]] }
- { name: t, retryStrategy: { limit: 1 }, container: { image: a } }`,
        outcomes: { "[0].use(1:b)": [{ exitCode: 1 }, {}] },
      },
      ({ phases }) => Object.keys(phases).slice(2).sort(),
      ["[0].use(0:a)", "[0].use(0:a)(0)", "[0].use(1:b)", "[0].use(1:b)(0)", "[0].use(1:b)(1)"],
    ],
  ]);
});

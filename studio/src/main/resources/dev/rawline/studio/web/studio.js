"use strict";(()=>{var Eo=Object.defineProperty;var ko=Object.getOwnPropertyDescriptor;var kn=r=>{throw TypeError(r)};var p=(r,i,t,e)=>{for(var s=e>1?void 0:e?ko(i,t):i,n=r.length-1,o;n>=0;n--)(o=r[n])&&(s=(e?o(i,t,s):o(s))||s);return e&&s&&Eo(i,t,s),s};var Ei=(r,i,t)=>i.has(r)||kn("Cannot "+t);var h=(r,i,t)=>(Ei(r,i,"read from private field"),t?t.call(r):i.get(r)),m=(r,i,t)=>i.has(r)?kn("Cannot add the same private member more than once"):i instanceof WeakSet?i.add(r):i.set(r,t),E=(r,i,t,e)=>(Ei(r,i,"write to private field"),e?e.call(r,t):i.set(r,t),t),a=(r,i,t)=>(Ei(r,i,"access private method"),t);var ki=(r,i,t,e)=>({set _(s){E(r,i,s,t)},get _(){return h(r,i,e)}});var gs=globalThis,$s=gs.ShadowRoot&&(gs.ShadyCSS===void 0||gs.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Tn=Symbol(),An=new WeakMap,bs=class{constructor(i,t,e){if(this._$cssResult$=!0,e!==Tn)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=i,this.t=t}get styleSheet(){let i=this.o,t=this.t;if($s&&i===void 0){let e=t!==void 0&&t.length===1;e&&(i=An.get(t)),i===void 0&&((this.o=i=new CSSStyleSheet).replaceSync(this.cssText),e&&An.set(t,i))}return i}toString(){return this.cssText}},Sn=r=>new bs(typeof r=="string"?r:r+"",void 0,Tn);var Rn=(r,i)=>{if($s)r.adoptedStyleSheets=i.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of i){let e=document.createElement("style"),s=gs.litNonce;s!==void 0&&e.setAttribute("nonce",s),e.textContent=t.cssText,r.appendChild(e)}},Ai=$s?r=>r:r=>r instanceof CSSStyleSheet?(i=>{let t="";for(let e of i.cssRules)t+=e.cssText;return Sn(t)})(r):r;var{is:Ao,defineProperty:To,getOwnPropertyDescriptor:So,getOwnPropertyNames:Ro,getOwnPropertySymbols:_o,getPrototypeOf:Co}=Object,vs=globalThis,_n=vs.trustedTypes,Po=_n?_n.emptyScript:"",Mo=vs.reactiveElementPolyfillSupport,Ie=(r,i)=>r,Ue={toAttribute(r,i){switch(i){case Boolean:r=r?Po:null;break;case Object:case Array:r=r==null?r:JSON.stringify(r)}return r},fromAttribute(r,i){let t=r;switch(i){case Boolean:t=r!==null;break;case Number:t=r===null?null:Number(r);break;case Object:case Array:try{t=JSON.parse(r)}catch{t=null}}return t}},ws=(r,i)=>!Ao(r,i),Cn={attribute:!0,type:String,converter:Ue,reflect:!1,useDefault:!1,hasChanged:ws};Symbol.metadata??=Symbol("metadata"),vs.litPropertyMetadata??=new WeakMap;var xt=class extends HTMLElement{static addInitializer(i){this._$Ei(),(this.l??=[]).push(i)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(i,t=Cn){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(i)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(i,t),!t.noAccessor){let e=Symbol(),s=this.getPropertyDescriptor(i,e,t);s!==void 0&&To(this.prototype,i,s)}}static getPropertyDescriptor(i,t,e){let{get:s,set:n}=So(this.prototype,i)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let d=s?.call(this);n?.call(this,o),this.requestUpdate(i,d,e)},configurable:!0,enumerable:!0}}static getPropertyOptions(i){return this.elementProperties.get(i)??Cn}static _$Ei(){if(this.hasOwnProperty(Ie("elementProperties")))return;let i=Co(this);i.finalize(),i.l!==void 0&&(this.l=[...i.l]),this.elementProperties=new Map(i.elementProperties)}static finalize(){if(this.hasOwnProperty(Ie("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(Ie("properties"))){let t=this.properties,e=[...Ro(t),..._o(t)];for(let s of e)this.createProperty(s,t[s])}let i=this[Symbol.metadata];if(i!==null){let t=litPropertyMetadata.get(i);if(t!==void 0)for(let[e,s]of t)this.elementProperties.set(e,s)}this._$Eh=new Map;for(let[t,e]of this.elementProperties){let s=this._$Eu(t,e);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(i){let t=[];if(Array.isArray(i)){let e=new Set(i.flat(1/0).reverse());for(let s of e)t.unshift(Ai(s))}else i!==void 0&&t.push(Ai(i));return t}static _$Eu(i,t){let e=t.attribute;return e===!1?void 0:typeof e=="string"?e:typeof i=="string"?i.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(i=>this.enableUpdating=i),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(i=>i(this))}addController(i){(this._$EO??=new Set).add(i),this.renderRoot!==void 0&&this.isConnected&&i.hostConnected?.()}removeController(i){this._$EO?.delete(i)}_$E_(){let i=new Map,t=this.constructor.elementProperties;for(let e of t.keys())this.hasOwnProperty(e)&&(i.set(e,this[e]),delete this[e]);i.size>0&&(this._$Ep=i)}createRenderRoot(){let i=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Rn(i,this.constructor.elementStyles),i}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(i=>i.hostConnected?.())}enableUpdating(i){}disconnectedCallback(){this._$EO?.forEach(i=>i.hostDisconnected?.())}attributeChangedCallback(i,t,e){this._$AK(i,e)}_$ET(i,t){let e=this.constructor.elementProperties.get(i),s=this.constructor._$Eu(i,e);if(s!==void 0&&e.reflect===!0){let n=(e.converter?.toAttribute!==void 0?e.converter:Ue).toAttribute(t,e.type);this._$Em=i,n==null?this.removeAttribute(s):this.setAttribute(s,n),this._$Em=null}}_$AK(i,t){let e=this.constructor,s=e._$Eh.get(i);if(s!==void 0&&this._$Em!==s){let n=e.getPropertyOptions(s),o=typeof n.converter=="function"?{fromAttribute:n.converter}:n.converter?.fromAttribute!==void 0?n.converter:Ue;this._$Em=s;let d=o.fromAttribute(t,n.type);this[s]=d??this._$Ej?.get(s)??d,this._$Em=null}}requestUpdate(i,t,e,s=!1,n){if(i!==void 0){let o=this.constructor;if(s===!1&&(n=this[i]),e??=o.getPropertyOptions(i),!((e.hasChanged??ws)(n,t)||e.useDefault&&e.reflect&&n===this._$Ej?.get(i)&&!this.hasAttribute(o._$Eu(i,e))))return;this.C(i,t,e)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(i,t,{useDefault:e,reflect:s,wrapped:n},o){e&&!(this._$Ej??=new Map).has(i)&&(this._$Ej.set(i,o??t??this[i]),n!==!0||o!==void 0)||(this._$AL.has(i)||(this.hasUpdated||e||(t=void 0),this._$AL.set(i,t)),s===!0&&this._$Em!==i&&(this._$Eq??=new Set).add(i))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let i=this.scheduleUpdate();return i!=null&&await i,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,n]of this._$Ep)this[s]=n;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[s,n]of e){let{wrapped:o}=n,d=this[s];o!==!0||this._$AL.has(s)||d===void 0||this.C(s,void 0,n,d)}}let i=!1,t=this._$AL;try{i=this.shouldUpdate(t),i?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(e){throw i=!1,this._$EM(),e}i&&this._$AE(t)}willUpdate(i){}_$AE(i){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(i)),this.updated(i)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(i){return!0}update(i){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(i){}firstUpdated(i){}};xt.elementStyles=[],xt.shadowRootOptions={mode:"open"},xt[Ie("elementProperties")]=new Map,xt[Ie("finalized")]=new Map,Mo?.({ReactiveElement:xt}),(vs.reactiveElementVersions??=[]).push("2.1.2");var Si=globalThis,Pn=r=>r,ys=Si.trustedTypes,Mn=ys?ys.createPolicy("lit-html",{createHTML:r=>r}):void 0,Ri="$lit$",Et=`lit$${Math.random().toFixed(9).slice(2)}$`,_i="?"+Et,Lo=`<${_i}>`,Ut=document,Oe=()=>Ut.createComment(""),je=r=>r===null||typeof r!="object"&&typeof r!="function",Ci=Array.isArray,On=r=>Ci(r)||typeof r?.[Symbol.iterator]=="function",Ti=`[ 	
\f\r]`,He=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ln=/-->/g,Nn=/>/g,Nt=RegExp(`>|${Ti}(?:([^\\s"'>=/]+)(${Ti}*=${Ti}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),In=/'/g,Un=/"/g,jn=/^(?:script|style|textarea|title)$/i,Pi=r=>(i,...t)=>({_$litType$:r,strings:i,values:t}),l=Pi(1),N=Pi(2),Ua=Pi(3),kt=Symbol.for("lit-noChange"),_=Symbol.for("lit-nothing"),Hn=new WeakMap,It=Ut.createTreeWalker(Ut,129);function qn(r,i){if(!Ci(r)||!r.hasOwnProperty("raw"))throw Error("invalid template strings array");return Mn!==void 0?Mn.createHTML(i):i}var Fn=(r,i)=>{let t=r.length-1,e=[],s,n=i===2?"<svg>":i===3?"<math>":"",o=He;for(let d=0;d<t;d++){let c=r[d],u,$,b=-1,x=0;for(;x<c.length&&(o.lastIndex=x,$=o.exec(c),$!==null);)x=o.lastIndex,o===He?$[1]==="!--"?o=Ln:$[1]!==void 0?o=Nn:$[2]!==void 0?(jn.test($[2])&&(s=RegExp("</"+$[2],"g")),o=Nt):$[3]!==void 0&&(o=Nt):o===Nt?$[0]===">"?(o=s??He,b=-1):$[1]===void 0?b=-2:(b=o.lastIndex-$[2].length,u=$[1],o=$[3]===void 0?Nt:$[3]==='"'?Un:In):o===Un||o===In?o=Nt:o===Ln||o===Nn?o=He:(o=Nt,s=void 0);let y=o===Nt&&r[d+1].startsWith("/>")?" ":"";n+=o===He?c+Lo:b>=0?(e.push(u),c.slice(0,b)+Ri+c.slice(b)+Et+y):c+Et+(b===-2?d:y)}return[qn(r,n+(r[t]||"<?>")+(i===2?"</svg>":i===3?"</math>":"")),e]},qe=class r{constructor({strings:i,_$litType$:t},e){let s;this.parts=[];let n=0,o=0,d=i.length-1,c=this.parts,[u,$]=Fn(i,t);if(this.el=r.createElement(u,e),It.currentNode=this.el.content,t===2||t===3){let b=this.el.content.firstChild;b.replaceWith(...b.childNodes)}for(;(s=It.nextNode())!==null&&c.length<d;){if(s.nodeType===1){if(s.hasAttributes())for(let b of s.getAttributeNames())if(b.endsWith(Ri)){let x=$[o++],y=s.getAttribute(b).split(Et),R=/([.?@])?(.*)/.exec(x);c.push({type:1,index:n,name:R[2],strings:y,ctor:R[1]==="."?Es:R[1]==="?"?ks:R[1]==="@"?As:Ot}),s.removeAttribute(b)}else b.startsWith(Et)&&(c.push({type:6,index:n}),s.removeAttribute(b));if(jn.test(s.tagName)){let b=s.textContent.split(Et),x=b.length-1;if(x>0){s.textContent=ys?ys.emptyScript:"";for(let y=0;y<x;y++)s.append(b[y],Oe()),It.nextNode(),c.push({type:2,index:++n});s.append(b[x],Oe())}}}else if(s.nodeType===8)if(s.data===_i)c.push({type:2,index:n});else{let b=-1;for(;(b=s.data.indexOf(Et,b+1))!==-1;)c.push({type:7,index:n}),b+=Et.length-1}n++}}static createElement(i,t){let e=Ut.createElement("template");return e.innerHTML=i,e}};function Ht(r,i,t=r,e){if(i===kt)return i;let s=e!==void 0?t._$Co?.[e]:t._$Cl,n=je(i)?void 0:i._$litDirective$;return s?.constructor!==n&&(s?._$AO?.(!1),n===void 0?s=void 0:(s=new n(r),s._$AT(r,t,e)),e!==void 0?(t._$Co??=[])[e]=s:t._$Cl=s),s!==void 0&&(i=Ht(r,s._$AS(r,i.values),s,e)),i}var xs=class{constructor(i,t){this._$AV=[],this._$AN=void 0,this._$AD=i,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(i){let{el:{content:t},parts:e}=this._$AD,s=(i?.creationScope??Ut).importNode(t,!0);It.currentNode=s;let n=It.nextNode(),o=0,d=0,c=e[0];for(;c!==void 0;){if(o===c.index){let u;c.type===2?u=new ee(n,n.nextSibling,this,i):c.type===1?u=new c.ctor(n,c.name,c.strings,this,i):c.type===6&&(u=new Ts(n,this,i)),this._$AV.push(u),c=e[++d]}o!==c?.index&&(n=It.nextNode(),o++)}return It.currentNode=Ut,s}p(i){let t=0;for(let e of this._$AV)e!==void 0&&(e.strings!==void 0?(e._$AI(i,e,t),t+=e.strings.length-2):e._$AI(i[t])),t++}},ee=class r{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(i,t,e,s){this.type=2,this._$AH=_,this._$AN=void 0,this._$AA=i,this._$AB=t,this._$AM=e,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let i=this._$AA.parentNode,t=this._$AM;return t!==void 0&&i?.nodeType===11&&(i=t.parentNode),i}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(i,t=this){i=Ht(this,i,t),je(i)?i===_||i==null||i===""?(this._$AH!==_&&this._$AR(),this._$AH=_):i!==this._$AH&&i!==kt&&this._(i):i._$litType$!==void 0?this.$(i):i.nodeType!==void 0?this.T(i):On(i)?this.k(i):this._(i)}O(i){return this._$AA.parentNode.insertBefore(i,this._$AB)}T(i){this._$AH!==i&&(this._$AR(),this._$AH=this.O(i))}_(i){this._$AH!==_&&je(this._$AH)?this._$AA.nextSibling.data=i:this.T(Ut.createTextNode(i)),this._$AH=i}$(i){let{values:t,_$litType$:e}=i,s=typeof e=="number"?this._$AC(i):(e.el===void 0&&(e.el=qe.createElement(qn(e.h,e.h[0]),this.options)),e);if(this._$AH?._$AD===s)this._$AH.p(t);else{let n=new xs(s,this),o=n.u(this.options);n.p(t),this.T(o),this._$AH=n}}_$AC(i){let t=Hn.get(i.strings);return t===void 0&&Hn.set(i.strings,t=new qe(i)),t}k(i){Ci(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,e,s=0;for(let n of i)s===t.length?t.push(e=new r(this.O(Oe()),this.O(Oe()),this,this.options)):e=t[s],e._$AI(n),s++;s<t.length&&(this._$AR(e&&e._$AB.nextSibling,s),t.length=s)}_$AR(i=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);i!==this._$AB;){let e=Pn(i).nextSibling;Pn(i).remove(),i=e}}setConnected(i){this._$AM===void 0&&(this._$Cv=i,this._$AP?.(i))}},Ot=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(i,t,e,s,n){this.type=1,this._$AH=_,this._$AN=void 0,this.element=i,this.name=t,this._$AM=s,this.options=n,e.length>2||e[0]!==""||e[1]!==""?(this._$AH=Array(e.length-1).fill(new String),this.strings=e):this._$AH=_}_$AI(i,t=this,e,s){let n=this.strings,o=!1;if(n===void 0)i=Ht(this,i,t,0),o=!je(i)||i!==this._$AH&&i!==kt,o&&(this._$AH=i);else{let d=i,c,u;for(i=n[0],c=0;c<n.length-1;c++)u=Ht(this,d[e+c],t,c),u===kt&&(u=this._$AH[c]),o||=!je(u)||u!==this._$AH[c],u===_?i=_:i!==_&&(i+=(u??"")+n[c+1]),this._$AH[c]=u}o&&!s&&this.j(i)}j(i){i===_?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,i??"")}},Es=class extends Ot{constructor(){super(...arguments),this.type=3}j(i){this.element[this.name]=i===_?void 0:i}},ks=class extends Ot{constructor(){super(...arguments),this.type=4}j(i){this.element.toggleAttribute(this.name,!!i&&i!==_)}},As=class extends Ot{constructor(i,t,e,s,n){super(i,t,e,s,n),this.type=5}_$AI(i,t=this){if((i=Ht(this,i,t,0)??_)===kt)return;let e=this._$AH,s=i===_&&e!==_||i.capture!==e.capture||i.once!==e.once||i.passive!==e.passive,n=i!==_&&(e===_||s);s&&this.element.removeEventListener(this.name,this,e),n&&this.element.addEventListener(this.name,this,i),this._$AH=i}handleEvent(i){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,i):this._$AH.handleEvent(i)}},Ts=class{constructor(i,t,e){this.element=i,this.type=6,this._$AN=void 0,this._$AM=t,this.options=e}get _$AU(){return this._$AM._$AU}_$AI(i){Ht(this,i)}},Dn={M:Ri,P:Et,A:_i,C:1,L:Fn,R:xs,D:On,V:Ht,I:ee,H:Ot,N:ks,U:As,B:Es,F:Ts},No=Si.litHtmlPolyfillSupport;No?.(qe,ee),(Si.litHtmlVersions??=[]).push("3.3.3");var Vn=(r,i,t)=>{let e=t?.renderBefore??i,s=e._$litPart$;if(s===void 0){let n=t?.renderBefore??null;e._$litPart$=s=new ee(i.insertBefore(Oe(),n),n,void 0,t??{})}return s._$AI(r),s};var Mi=globalThis,_t=class extends xt{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let i=super.createRenderRoot();return this.renderOptions.renderBefore??=i.firstChild,i}update(i){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(i),this._$Do=Vn(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return kt}};_t._$litElement$=!0,_t.finalized=!0,Mi.litElementHydrateSupport?.({LitElement:_t});var Io=Mi.litElementPolyfillSupport;Io?.({LitElement:_t});(Mi.litElementVersions??=[]).push("4.2.2");var S=r=>(i,t)=>{t!==void 0?t.addInitializer(()=>{customElements.define(r,i)}):customElements.define(r,i)};var Uo={attribute:!0,type:String,converter:Ue,reflect:!1,hasChanged:ws},Ho=(r=Uo,i,t)=>{let{kind:e,metadata:s}=t,n=globalThis.litPropertyMetadata.get(s);if(n===void 0&&globalThis.litPropertyMetadata.set(s,n=new Map),e==="setter"&&((r=Object.create(r)).wrapped=!0),n.set(t.name,r),e==="accessor"){let{name:o}=t;return{set(d){let c=i.get.call(this);i.set.call(this,d),this.requestUpdate(o,c,r,!0,d)},init(d){return d!==void 0&&this.C(o,void 0,r,d),d}}}if(e==="setter"){let{name:o}=t;return function(d){let c=this[o];i.call(this,d),this.requestUpdate(o,c,r,!0,d)}}throw Error("Unsupported decorator location: "+e)};function v(r){return(i,t)=>typeof t=="object"?Ho(r,i,t):((e,s,n)=>{let o=s.hasOwnProperty(n);return s.constructor.createProperty(n,e),o?Object.getOwnPropertyDescriptor(s,n):void 0})(r,i,t)}function f(r){return v({...r,state:!0,attribute:!1})}var jt=(r,i,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof i!="object"&&Object.defineProperty(r,i,t),t);function se(r,i){return(t,e,s)=>{let n=o=>o.renderRoot?.querySelector(r)??null;if(i){let{get:o,set:d}=typeof e=="object"?t:s??(()=>{let c=Symbol();return{get(){return this[c]},set(u){this[c]=u}}})();return jt(t,e,{get(){let c=o.call(this);return c===void 0&&(c=n(this),(c!==null||this.hasUpdated)&&d.call(this,c)),c}})}return jt(t,e,{get(){return n(this)}})}}var Li=class extends Error{};async function Ss(r){if(r.ok)return r;let i=`${r.status} ${r.statusText}`;try{i=(await r.json()).message}catch{}throw new Li(i)}function Fe(r,i){let t=new URLSearchParams(i).toString();return t?`/api/${r}?${t}`:`/api/${r}`}async function H(r,i={}){return(await Ss(await fetch(Fe(r,i)))).json()}function Bn(r,i){return{method:"POST",headers:{"Content-Type":"application/json"},body:JSON.stringify(r),...i?{signal:i}:{}}}async function M(r,i,t){return(await Ss(await fetch(Fe(r,{}),Bn(i,t)))).json()}async function Rs(r,i,t){return(await Ss(await fetch(Fe(r,{}),Bn(i,t)))).arrayBuffer()}async function zn(r,i,t){let e=await fetch(Fe(r,i),{method:"POST",headers:{"Content-Type":"application/octet-stream"},body:t});return(await Ss(e)).json()}function _s(r,i,t){let e=new EventSource(Fe(r,i));return e.onmessage=s=>t(JSON.parse(s.data)),()=>e.close()}var T=class extends _t{createRenderRoot(){return this}};var Gn={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Cs=r=>(...i)=>({_$litDirective$:r,values:i}),ie=class{constructor(i){}get _$AU(){return this._$AM._$AU}_$AT(i,t,e){this._$Ct=i,this._$AM=t,this._$Ci=e}_$AS(i,t){return this.update(i,t)}update(i,t){return this.render(...t)}};var{I:Oo}=Dn,Wn=r=>r;var Kn=()=>document.createComment(""),ne=(r,i,t)=>{let e=r._$AA.parentNode,s=i===void 0?r._$AB:i._$AA;if(t===void 0){let n=e.insertBefore(Kn(),s),o=e.insertBefore(Kn(),s);t=new Oo(n,o,r,r.options)}else{let n=t._$AB.nextSibling,o=t._$AM,d=o!==r;if(d){let c;t._$AQ?.(r),t._$AM=r,t._$AP!==void 0&&(c=r._$AU)!==o._$AU&&t._$AP(c)}if(n!==s||d){let c=t._$AA;for(;c!==n;){let u=Wn(c).nextSibling;Wn(e).insertBefore(c,s),c=u}}}return t},Ct=(r,i,t=r)=>(r._$AI(i,t),r),jo={},Ps=(r,i=jo)=>r._$AH=i,Qn=r=>r._$AH,Ms=r=>{r._$AR(),r._$AA.remove()};var Xn=Cs(class extends ie{constructor(){super(...arguments),this.key=_}render(r,i){return this.key=r,i}update(r,[i,t]){return i!==this.key&&(Ps(r),this.key=i),t}});function K(r){return r.path?`${r.root}/${r.path}`:r.root}var L,Ls,Yn,re,Ni,Jn,Ii,et=class extends T{constructor(){super(...arguments);m(this,L);this.label="";this.folders=[];this.files="";this.disabled=!1;this.entries=[];this.problem=""}render(){let{place:t}=this;return l`
      <button type="button" ?disabled=${this.disabled} @click=${a(this,L,Yn)}>${this.label}</button>
      <dialog class="browse" aria-label=${this.label}>
        <p class="where">
          ${t?l`<button type="button" aria-label="Up" @click=${a(this,L,Jn)}>↑</button> ${K(t)}`:"Folders of this server"}</p>
        <ul class="files">
          ${t?this.entries.filter(e=>e.folder||this.files&&e.name.endsWith(this.files)).map(e=>l`
              <li><button type="button" class=${e.folder?"folder":"file"}
                @click=${()=>e.folder?void a(this,L,re).call(this,a(this,L,Ni).call(this,e.name)):a(this,L,Ii).call(this,a(this,L,Ni).call(this,e.name))}
                >${e.name}${e.folder?"/":""}</button></li>`):this.folders.map(e=>l`
              <li><button type="button" class="folder" @click=${()=>{a(this,L,re).call(this,{root:e,path:""})}}>${e}/</button></li>`)}
        </ul>
        ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
        <div class="buttons">
          <button type="button" ?disabled=${!t} @click=${()=>a(this,L,Ii).call(this,t)}>Choose this folder</button>
          <button type="button" @click=${()=>h(this,L,Ls).close()}>Cancel</button>
        </div>
      </dialog>`}};L=new WeakSet,Ls=function(){return this.querySelector("dialog")},Yn=function(){h(this,L,Ls).showModal(),this.place?a(this,L,re).call(this,this.place):this.folders.length===1&&a(this,L,re).call(this,{root:this.folders[0],path:""})},re=async function(t){this.problem="";try{this.entries=(await H("folder",{...t})).entries,this.place=t}catch(e){this.problem=e.message}},Ni=function(t){return{root:this.place.root,path:this.place.path?`${this.place.path}/${t}`:t}},Jn=function(){!this.place||this.place.path===""?this.place=void 0:a(this,L,re).call(this,{root:this.place.root,path:this.place.path.split("/").slice(0,-1).join("/")})},Ii=function(t){h(this,L,Ls).close(),this.dispatchEvent(new CustomEvent("place",{detail:t,bubbles:!0}))},p([v()],et.prototype,"label",2),p([v({attribute:!1})],et.prototype,"folders",2),p([v()],et.prototype,"files",2),p([v({type:Boolean})],et.prototype,"disabled",2),p([f()],et.prototype,"place",2),p([f()],et.prototype,"entries",2),p([f()],et.prototype,"problem",2),et=p([S("rawline-browse")],et);var qo=400,Pt=52,De=392,Fo=1.25,Do=4;function Ve(r){if(r===0)return"0";let i=Math.abs(r);return(i>=1e5||i<.001?r.toExponential(2):i>=100?r.toFixed(1):r.toPrecision(3)).replace("-","\u2212")}function ht(r){return r.replaceAll("_"," ")}function oe({top:r,height:i,low:t,high:e},s){return r+i*(1-(Math.min(Math.max(s,t),e)-t)/(e-t||1))}function Zn(r,i){return N`<rect class="frame" x=${Pt} y=${r.top} width=${De-Pt} height=${r.height}/>
    ${i.map(([t,e])=>N`<text class="tick" x=${Pt-5} y=${oe(r,t)+3.5} text-anchor="end">${e}</text>`)}`}function Ui({quantity:r,points:i},t=!0){let e=i[0].file.number,s=i.at(-1).file.number,n=P=>Pt+6+(De-Pt-12)*(P-e)/(s-e||1),o=i.map(P=>P.level/r.limit),d=Math.min(Math.max(1.1*Math.max(...o.map(Math.abs)),Fo),Do),c=Math.min(...i.map(P=>P.value)),u=Math.max(...i.map(P=>P.value)),$=.1*(u-c)||1,b={top:8,height:t?92:0,low:c-$,high:u+$},x={top:t?110:8,height:t?70:120,low:-d,high:d},y=x.top+x.height,R=o.map(P=>Math.abs(P)>1),U=i.filter((P,te)=>R[te]&&!R[te-1]),Zt=R.filter(Boolean).length,fs=`${ht(r.name)}: ${Zt?`${Zt} of ${i.length} images signal, the first is ${U[0].file.name}`:`no alarm in ${i.length} images`}; now at ${Math.round(100*o.at(-1))} % of the limit`,xo=o.map((P,te)=>`${n(i[te].file.number).toFixed(1)},${oe(x,P).toFixed(1)}`).join(" ");return l`
    <svg class="control-chart" viewBox="0 0 ${qo} ${y+20}" role="img" aria-label=${fs}>
      ${t?N`
        ${Zn(b,[[c,Ve(c)],[u,Ve(u)]])}
        ${i.map(P=>N`<circle cx=${n(P.file.number)} cy=${oe(b,P.value)} r=${i.length>100?1.6:2.6}><title>${P.file.name}: ${Ve(P.value)} ${r.unit}</title></circle>`)}`:""}
      ${Zn(x,[[1,"limit"],[0,"0"],[-1,"\u2212limit"]])}
      ${[1,-1].map(P=>N`<line class="limit" x1=${Pt} x2=${De} y1=${oe(x,P)} y2=${oe(x,P)}/>`)}
      <polyline class="course" points=${xo}/>
      ${i.map((P,te)=>R[te]?N`<rect class="alarm" x=${n(P.file.number)-2} width=${Math.max(4,(De-Pt)/i.length)} y=${y-5} height="5"/>`:"")}
      ${U.map(P=>N`<path class="alarm" d="M${n(P.file.number)} ${oe(x,P.level/r.limit)-6} l5 6 -5 6 -5 -6z"><title>an alarm begins at ${P.file.name}</title></path>`)}
      <text class="tick" x=${Pt+6} y=${y+14}>${e}</text>
      <text class="tick" x=${De-6} y=${y+14} text-anchor="end">image ${s}</text>
    </svg>`}function tr(r){return l`<figure class="charted">
    <figcaption>${r.quantity.means??ht(r.quantity.name)} [${r.quantity.unit??"1"}]</figcaption>
    ${Ui(r)}</figure>`}var Vo={pass:"\u2713",warn:"!",fail:"\u2715"};function D(r){return l`<span class="verdict ${r??"none"}"><span aria-hidden="true">${r?Vo[r]:"\u2026"}</span> ${r??"none yet"}</span>`}var Ns=3;function Is(r,i,t,e){let s=n=>l`<ul>${n.map(o=>l`<li>${o}</li>`)}</ul>`;return l`<li>
    ${e?l`<img loading="lazy" alt="" src=${e}>`:l`<span class="no-picture">no picture</span>`}
    <div>${D(i)} <strong>${r}</strong>${s(t.slice(0,Ns))}
      ${t.length>Ns?l`<details><summary>${t.length-Ns} more reasons</summary>${s(t.slice(Ns))}</details>`:""}</div></li>`}function Us(r,i){return`#${r}/${encodeURIComponent(i.root)}/${encodeURIComponent(i.path)}`}function Hs(r,i){try{return r?{root:decodeURIComponent(r),path:decodeURIComponent(i??"")}:void 0}catch{return}}function st(r){let i=new Date(r);return(i.toDateString()===new Date().toDateString()?"":`${i.toLocaleDateString("en-GB")} `)+i.toLocaleTimeString("en-GB")}var Hi=48,G=r=>r==null?"\u2013":Ve(r),Os=({low:r,high:i})=>`${G(r)} to ${G(i)}`;function Bo(r){return r.limits.map(({low:i,high:t})=>i==null?`at most ${G(t)}`:t==null?`at least ${G(i)}`:Os({low:i,high:t})).join("; ")||"\u2013"}var Q,Oi,er,ji,sr,it=class extends T{constructor(){super(...arguments);m(this,Q);this.busy=!1;this.all=!1;this.problem=""}connectedCallback(){super.connectedCallback(),a(this,Q,Oi).call(this,async()=>{this.batch=await H("quality/batch",{...this.place}),this.batch.certificate&&(this.certificate=await H("quality/certificate",{...this.place}))})}render(){let{batch:t}=this;if(!t)return this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:l`<p class="hint">Reads the results …</p>`;let{record:e}=t,s=e.cause?.numbers??[];return l`
      <div class="headline ${e.verdict}">${D(e.verdict)}<h2>${e.batch}</h2>
        <span>${e.images} images, compared with ${e.reference} (${e.reference_images} images)${e.origin?.checked?`, checked ${st(e.origin.checked)}`:""}</span></div>
      <p>${e.drift.drifted?"The drift tests find a difference":"The drift tests find no difference"} (false alarms at most ${G(100*e.drift.false_alarms)} %).</p>
      ${e.cause?l`<section aria-label="Cause"><h3>Cause</h3><p>${e.cause.sentence}</p>
        ${s.length?a(this,Q,ji).call(this,"attributed to",s):_}</section>`:""}
      ${e.effect?l`<section aria-label="Effect on the task"><h3>Effect on the task</h3>
        <p>${e.effect.verdict?D(e.effect.verdict):""} ${e.effect.metric} predicted: ${G(e.effect.predicted.value)}
          (95 %: ${Os(e.effect.predicted)}), by the reference camera ${G(e.effect.sound.value)}</p></section>`:""}
      ${e.task.length?l`<section aria-label="Tolerance of the task">${a(this,Q,ji).call(this,"for the task",e.task)}</section>`:""}
      ${a(this,Q,er).call(this,e.quantities)}
      <section aria-label="Images that stand out">
        <h3>Images that stand out</h3>
        ${e.offenders.length?l`<ul class="tiles">${e.offenders.slice(0,Hi).map(n=>Is(n.image,n.verdict,n.why,t.pictures.includes(n.image)?`/api/quality/offender?${new URLSearchParams({...this.place,image:n.image}).toString()}`:void 0))}</ul>
          ${e.offenders.length>Hi?l`<p class="hint">and ${e.offenders.length-Hi} more, in quality.json</p>`:""}`:l`<p class="hint">None.</p>`}
        ${e.new_defects?.length?l`<p>${e.new_defects.length} pixels became defective.</p>`:""}
      </section>
      ${this.certificate?a(this,Q,sr).call(this,this.certificate):""}
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}`}};Q=new WeakSet,Oi=async function(t){this.problem="",this.busy=!0;try{await t()}catch(e){this.problem=e.message}finally{this.busy=!1}},er=function(t){let e=t.filter(n=>n.verdict&&n.verdict!=="pass"),s=this.all?t:e;return l`
      <section aria-label="Quantities">
        <div class="section-head"><h3>Quantities</h3>
          <label class="pick"><input type="checkbox" .checked=${this.all} @change=${n=>this.all=n.target.checked}> all ${t.length}</label></div>
        ${s.length?l`<div class="scrolled" tabindex="0" role="region" aria-label="Table of quantities"><table>
          <thead><tr><th>quantity</th><th>reference</th><th>batch</th><th>95 %</th><th>unit</th><th>limits</th><th>p</th><th>verdict</th></tr></thead>
          <tbody>${s.map(n=>l`<tr><th scope="row">${ht(n.name)}</th><td>${G(n.reference_mean)}</td><td>${G(n.mean)}</td>
            <td>${Os(n)}</td><td>${n.unit}</td><td>${Bo(n)}</td><td>${G(n.p_adjusted)}</td>
            <td>${n.verdict?D(n.verdict):"\u2013"}</td></tr>`)}</tbody></table></div>`:l`<p class="hint">All within their limits.</p>`}
      </section>`},ji=function(t,e){let s=e.some(n=>n.verdict);return l`<div class="scrolled" tabindex="0" role="region" aria-label=${t}><table>
      <thead><tr><th>${t}</th><th>value</th><th>95 %</th>${s?l`<th>tolerated</th>`:""}<th>unit</th>${s?l`<th>verdict</th>`:""}</tr></thead>
      <tbody>${e.map(n=>l`<tr><th scope="row">${ht(n.name)}</th><td>${G(n.value)}</td><td>${Os(n)}</td>
        ${s?l`<td>${G(n.tolerated_low)} to ${G(n.tolerated_high)}</td>`:""}<td>${n.unit}</td>
        ${s?l`<td>${D(n.verdict)}</td>`:""}</tr>`)}</tbody></table></div>`},sr=function(t){return l`
      <section aria-label="Certificate">
        <h3>Certificate</h3>
        <p>${D(t.verdict)} ${t.images} images, evaluated ${st(t.evaluated)} by ${t.program}.
          ${t.unchanged?"Its checksum agrees: the page is as it was written.":l`<strong class="turned">It was changed after it was written.</strong>`}</p>
        <p class="hint sum">SHA-256 ${t.sha256}</p>
        <div class="buttons"><button type="button" ?disabled=${this.busy} @click=${()=>{a(this,Q,Oi).call(this,async()=>{this.findings=await M("quality/verify",{...this.place})})}}>Verify certificate, reference and batch</button>${this.busy?l`<span role="status">reads the images …</span>`:""}</div>
        ${this.findings?l`
          <p role="status">${D(this.findings.holds?"pass":"fail")} ${this.findings.holds?"verified: nothing differs":"not verified"}</p>
          <ul class="findings">${this.findings.findings.map(e=>l`
            <li><strong>${e.part}</strong> ${e.agrees==null?"not checked":e.agrees?"agrees":"differs"}: ${e.words}</li>`)}</ul>`:""}
      </section>`},p([v({attribute:!1})],it.prototype,"place",2),p([f()],it.prototype,"batch",2),p([f()],it.prototype,"certificate",2),p([f()],it.prototype,"findings",2),p([f()],it.prototype,"busy",2),p([f()],it.prototype,"all",2),p([f()],it.prototype,"problem",2),it=p([S("rawline-batch")],it);var zo=400,Go=15e3,ae=class{constructor(i,t){this.place=i;this.files=[];this.folder="";this.problem="";this.#t=[];this.#e=0;this.#s=Date.now();this.#i=_s("quality/watch",{...i},e=>{this.#r(e),t()})}#t;#e;#s;#i;#r(i){this.#s=Date.now(),this.problem=i.problem??"",i.status&&(this.status=i.status),i.folder&&(this.folder=i.folder),i.charts&&(this.#t=i.charts.quantities,this.#e=i.charts.first),i.files&&(this.files=[...i.begins?[]:this.files,...i.files].slice(-zo))}silentSince(){return Date.now()-this.#s>Go?new Date(this.#s):void 0}courses(){let i=this.files.filter(s=>s.number>=this.#e&&!s.refused),t=this.#t.map(s=>({quantity:s,points:i.filter(n=>n.values[s.name]!==void 0).map(n=>({file:n,value:n.values[s.name],level:n.charts[s.name]??0}))})).filter(s=>s.points.length>1),e=s=>Math.abs(s.points.at(-1).level/s.quantity.limit);return t.sort((s,n)=>e(n)-e(s))}close(){this.#i()}};var Wo=8,Ko=100,Qo=24,le,js,ir,qt=class extends T{constructor(){super(...arguments);m(this,js);this.all=!1;this.passed=!0;m(this,le)}connectedCallback(){super.connectedCallback(),E(this,le,new ae(this.place,()=>this.requestUpdate()))}disconnectedCallback(){h(this,le)?.close(),super.disconnectedCallback()}render(){let t=h(this,le);if(!t||!t.folder&&!t.problem)return l`<p class="hint">Reads the journal …</p>`;let{status:e,files:s}=t,n=t.courses(),o=[...s].reverse(),d=o.filter(u=>u.verdict!=="pass").slice(0,Qo),c=o.filter(u=>this.passed||u.verdict!=="pass").slice(0,Ko);return l`
      <div class="headline ${e?.verdict??"none"}">${D(e?.verdict)}<h2>${t.folder}</h2>
        ${e?l`<span>${e.passed} passed, ${e.warned} warned, ${e.failed} failed; written ${st(e.written)}</span>`:""}
        <a href=${Us("wall",this.place)}>Wall display</a></div>
      ${t.problem?l`<p class="problem" role="alert">${t.problem}</p>`:""}
      <p role="status">${e?.sentence??"The watch has not written its state yet."}</p>
      <section aria-label="Control charts">
        <div class="section-head"><h3>Control charts, nearest to their limits first</h3>
          <label class="pick"><input type="checkbox" .checked=${this.all} @change=${u=>this.all=u.target.checked}> all ${n.length}</label></div>
        ${n.length?l`<ul class="key" aria-label="Legend"><li class="k-value">value of an image</li><li class="k-course">${n[0].quantity.kind} as a share of its limit</li><li class="k-limit">limit</li><li class="k-alarm">alarm</li></ul>
          <div class="charts">${n.slice(0,this.all?n.length:Wo).map(tr)}</div>`:l`<p class="hint">Charts are drawn of two images or more, against a reference of at least 20.</p>`}
      </section>
      ${d.length?l`<section aria-label="Images that stand out"><h3>Images that stand out</h3>
        <ul class="tiles">${d.map(u=>a(this,js,ir).call(this,u))}</ul></section>`:""}
      <section aria-label="Files">
        <div class="section-head"><h3>Latest files</h3>
          <label class="pick"><input type="checkbox" .checked=${this.passed} @change=${u=>this.passed=u.target.checked}> also those that passed</label></div>
        <div class="scrolled tall" tabindex="0" role="region" aria-label="Table of files"><table>
          <thead><tr><th>checked</th><th>file</th><th>verdict</th><th>charts that signal</th></tr></thead>
          <tbody>${c.map(u=>l`<tr><td>${st(u.time)}</td><th scope="row">${u.name}</th><td>${D(u.verdict)}</td><td>${u.alarms.map(ht).join(", ")||"\u2013"}</td></tr>`)}</tbody>
        </table></div>
      </section>`}};le=new WeakMap,js=new WeakSet,ir=function(t){return Is(t.name,t.verdict,t.why,t.picture?`/api/quality/image?${new URLSearchParams({...this.place,number:String(t.number)}).toString()}`:void 0)},p([v({attribute:!1})],qt.prototype,"place",2),p([f()],qt.prototype,"all",2),p([f()],qt.prototype,"passed",2),qt=p([S("rawline-watching")],qt);var nr="quality",Xo=15e3,he,ce,X,Be,qi,rr,nt=class extends T{constructor(){super(...arguments);m(this,X);this.active=!1;this.kind="";this.problem="";m(this,he);m(this,ce,()=>{let[t,e,s,n]=location.hash.slice(1).split("/");t===nr&&(this.kind=e??"",this.place=Hs(s,n))})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",h(this,ce)),h(this,ce).call(this)}disconnectedCallback(){removeEventListener("hashchange",h(this,ce)),clearInterval(h(this,he)),super.disconnectedCallback()}updated(t){t.has("active")&&(clearInterval(h(this,he)),this.active&&(a(this,X,Be).call(this),E(this,he,window.setInterval(()=>{a(this,X,Be).call(this)},Xo))))}render(){let{found:t}=this;return l`
      <div class="control">
        <nav class="side" aria-label="Watches and batches">
          <div class="buttons"><rawline-browse label="Look in…" .folders=${this.about.folders}
            @place=${e=>{this.within=e.detail,a(this,X,Be).call(this)}}></rawline-browse>
            ${this.within?l`<button type="button" @click=${()=>{this.within=void 0,a(this,X,Be).call(this)}}>All folders</button>`:""}
            ${t&&t.watches.length>1?l`<a class="button" href="#wall">Wall of all watches</a>`:""}</div>
          ${this.within?l`<p class="where">${K(this.within)}</p>`:""}
          ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
          <h2>Watches</h2>
          ${t?.watches.length?l`<ul class="found">${t.watches.map(e=>a(this,X,qi).call(this,"watch",e,e.status?.verdict,K(e),e.status?`${e.status.passed+e.status.warned+e.status.failed} files, ${st(e.status.written)}`:"begins"))}</ul>`:l`<p class="hint">${t?"None found.":"Looks through the folders \u2026"}</p>`}
          <h2>Batches</h2>
          ${t?.batches.length?l`<ul class="found">${t.batches.map(e=>a(this,X,qi).call(this,"batch",e,e.verdict,K(e),e.problem??`${e.batch}, ${e.images} images${e.checked?`, ${st(e.checked)}`:""}`))}</ul>`:l`<p class="hint">${t?"None found.":""}</p>`}
          ${t&&!t.all?l`<p class="hint">There are more folders than are looked through: choose one.</p>`:""}
        </nav>
        <div class="control-shown">${this.active?a(this,X,rr).call(this):""}</div>
      </div>`}};he=new WeakMap,ce=new WeakMap,X=new WeakSet,Be=async function(){try{this.found=await H("quality/found",this.within?{...this.within}:{}),this.problem=""}catch(t){this.problem=t.message}},qi=function(t,e,s,n,o){let d=t===this.kind&&e.root===this.place?.root&&e.path===this.place.path;return l`<li><a href=${Us(`${nr}/${t}`,e)} aria-current=${d?"true":"false"}>
      ${D(s)}<span><strong>${n}</strong><span class="hint">${o}</span></span></a></li>`},rr=function(){let{place:t}=this;return t?l`${Xn(`${this.kind} ${t.root} ${t.path}`,this.kind==="watch"?l`<rawline-watching .place=${t}></rawline-watching>`:l`<rawline-batch .place=${t}></rawline-batch>`)}`:l`<p class="hint">Choose a watch or a batch. ./rawline quality watch and ./rawline quality check write them (docs/how-to/quality.md).</p>`},p([v({attribute:!1})],nt.prototype,"about",2),p([v({type:Boolean})],nt.prototype,"active",2),p([f()],nt.prototype,"found",2),p([f()],nt.prototype,"within",2),p([f()],nt.prototype,"kind",2),p([f()],nt.prototype,"place",2),p([f()],nt.prototype,"problem",2),nt=p([S("rawline-control")],nt);var Yo={1:"the program or the machine failed",2:"the plan or its data were rejected"};function qs(r){return!["waiting","running","stopping"].includes(r.state)}function Fi(r){switch(r.state){case"waiting":return"waits for others";case"running":return"running";case"stopping":return"stopping: saves what is done";case"done":return"done";case"warned":return"done: the check warns";case"rejected":return"done: the check failed";case"stopped":return"stopped: start it again to resume";case"failed":return`failed: ${Yo[r.exit??0]??(r.exit===void 0?"it did not start":`exit code ${r.exit}`)}`}}function Fs(r){let i=Math.max(0,Math.floor(r/1e3)),t=e=>String(e).padStart(2,"0");return i<3600?`${Math.floor(i/60)}:${t(i%60)} min`:`${Math.floor(i/3600)}:${t(Math.floor(i/60)%60)} h`}var ze=class{constructor(){this.lines=[];this.#t=0}#t;take(i,t){let e=Math.max(0,this.#t-i);this.lines.push(...t.slice(e)),this.#t=Math.max(this.#t,i+t.length),this.lines.length>1e3&&this.lines.splice(0,this.lines.length-1e3)}};var Jo="wall",Zo=4,ta=3e4,or=5;function ea(r){let i=r.length-or;return r.slice(0,or).map(ht).join(", ")+(i>0?` and ${i} more`:"")}var Ge,We,de,W,Di,Vi,Bi,ar,Ft=class extends T{constructor(){super(...arguments);m(this,W);this.active=!1;this.watches=[];this.problem="";m(this,Ge);m(this,We);m(this,de,()=>{a(this,W,Di).call(this);let[t,e,s]=location.hash.slice(1).split("/");if(!this.active||t!==Jo)return;let n=Hs(e,s);E(this,We,window.setInterval(()=>this.requestUpdate(),1e3)),n?a(this,W,Bi).call(this,[n]):(a(this,W,Vi).call(this),E(this,Ge,window.setInterval(()=>{a(this,W,Vi).call(this)},ta)))})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",h(this,de))}disconnectedCallback(){removeEventListener("hashchange",h(this,de)),a(this,W,Di).call(this),super.disconnectedCallback()}updated(t){t.has("active")&&h(this,de).call(this)}render(){return l`<div class="display panels-${this.watches.length}">
      <h1 class="visually-hidden">Quality</h1>
      ${this.problem?l`<p class="wall-sentence" role="alert">${this.problem}</p>`:""}
      ${this.watches.length?this.watches.map(t=>a(this,W,ar).call(this,t)):l`<p class="wall-sentence">No watch was found in the folders of this server.</p>`}
    </div>`}};Ge=new WeakMap,We=new WeakMap,de=new WeakMap,W=new WeakSet,Di=function(){clearInterval(h(this,Ge)),clearInterval(h(this,We)),this.watches.forEach(t=>t.close()),this.watches=[]},Vi=async function(){try{a(this,W,Bi).call(this,(await H("quality/found")).watches.slice(0,Zo)),this.problem=""}catch(t){this.problem=t.message}},Bi=function(t){let e=(s,n)=>s.root===n.root&&s.path===n.path;this.watches.filter(s=>!t.some(n=>e(n,s.place))).forEach(s=>s.close()),this.watches=t.map(({root:s,path:n})=>this.watches.find(o=>e(o.place,{root:s,path:n}))??new ae({root:s,path:n},()=>this.requestUpdate()))},ar=function(t){let{status:e}=t,s=t.files.at(-1),n=t.silentSince(),o=t.courses().slice(0,this.watches.length>1?2:4);return l`
      <section class="watch-panel ${n||t.problem?"none":e?.verdict??"none"}" aria-label=${t.folder||t.place.path}>
        <div class="banner">${n?l`<span class="verdict" role="alert">no connection</span>`:D(e?.verdict)}
          <span class="banner-name">${t.folder.split("/").at(-1)||t.place.path}</span></div>
        ${n?l`<p class="wall-sentence">Nothing was heard since ${st(n.toISOString())}: what is shown is old.</p>`:""}
        ${t.problem?l`<p class="wall-sentence" role="alert">${t.problem}</p>`:""}
        <dl class="wall-numbers">
          <div><dt>passed</dt><dd>${e?.passed??"\u2013"}</dd></div>
          <div><dt>warned</dt><dd>${e?.warned??"\u2013"}</dd></div>
          <div><dt>failed</dt><dd>${e?.failed??"\u2013"}</dd></div>
          <div class="since"><dt>last file</dt><dd>${s?l`${Fs(Date.now()-Date.parse(s.time))} ago`:"\u2013"}</dd></div>
          <div><dt>now</dt><dd>${new Date().toLocaleTimeString("en-GB")}</dd></div>
        </dl>
        <p class="wall-sentence">${e?.signals.length?l`<strong>${ea(e.signals)}</strong>: `:""}${e?.sentence??""}</p>
        <div class="wall-charts">${o.map(d=>l`<figure><figcaption>${ht(d.quantity.name)}</figcaption>${Ui(d,!1)}</figure>`)}</div>
      </section>`},p([v({type:Boolean})],Ft.prototype,"active",2),p([f()],Ft.prototype,"watches",2),p([f()],Ft.prototype,"problem",2),Ft=p([S("rawline-display")],Ft);var lr=(r,i,t)=>{let e=new Map;for(let s=i;s<=t;s++)e.set(r[s],s);return e},hr=Cs(class extends ie{constructor(r){if(super(r),r.type!==Gn.CHILD)throw Error("repeat() can only be used in text expressions")}dt(r,i,t){let e;t===void 0?t=i:i!==void 0&&(e=i);let s=[],n=[],o=0;for(let d of r)s[o]=e?e(d,o):o,n[o]=t(d,o),o++;return{values:n,keys:s}}render(r,i,t){return this.dt(r,i,t).values}update(r,[i,t,e]){let s=Qn(r),{values:n,keys:o}=this.dt(i,t,e);if(!Array.isArray(s))return this.ut=o,n;let d=this.ut??=[],c=[],u,$,b=0,x=s.length-1,y=0,R=n.length-1;for(;b<=x&&y<=R;)if(s[b]===null)b++;else if(s[x]===null)x--;else if(d[b]===o[y])c[y]=Ct(s[b],n[y]),b++,y++;else if(d[x]===o[R])c[R]=Ct(s[x],n[R]),x--,R--;else if(d[b]===o[R])c[R]=Ct(s[b],n[R]),ne(r,c[R+1],s[b]),b++,R--;else if(d[x]===o[y])c[y]=Ct(s[x],n[y]),ne(r,s[b],s[x]),x--,y++;else if(u===void 0&&(u=lr(o,y,R),$=lr(d,b,x)),u.has(d[b]))if(u.has(d[x])){let U=$.get(o[y]),Zt=U!==void 0?s[U]:null;if(Zt===null){let fs=ne(r,s[b]);Ct(fs,n[y]),c[y]=fs}else c[y]=Ct(Zt,n[y]),ne(r,s[b],Zt),s[U]=null;y++}else Ms(s[x]),x--;else Ms(s[b]),b++;for(;y<=R;){let U=ne(r,c[R+1]);Ct(U,n[y]),c[y++]=U}for(;b<=x;){let U=s[b++];U!==null&&Ms(U)}return this.ut=o,Ps(r,c),kt}});function ct(r){return r.values instanceof Float32Array}function sa(r){let i=atob(r),t=new Uint8Array(i.length);for(let e=0;e<i.length;e++)t[e]=i.charCodeAt(e);return t}function Vs(r){let i=sa(r.values),t=r.bytes===1?i:r.bytes===2?new Uint16Array(i.buffer):new Float32Array(i.buffer);return{name:r.name,unit:r.unit,words:r.words,values:t}}function cr(r,i,t){let e=new Array(i).fill("");for(let[o,d]of Object.entries(t))for(let c of d)e[c]=e[c]?`${e[c]}, ${o}`:o;let s=[...new Set(e)].filter(o=>o!=="").sort(),n=new Map(s.map((o,d)=>[o,d+1]));return{name:r,unit:"",words:s,values:Uint16Array.from(e,o=>n.get(o)??0)}}function ia(r){let i="",t=r.split(`
`);return t.pop(),t.map(e=>i=i.slice(0,parseInt(e.slice(0,2),36))+e.slice(2))}var Ds=class{constructor(i){this.set=i.set,this.name=i.name,this.side=i.side,this.notes=i.notes,this.ids=ia(i.table.ids),this.columns=i.table.columns.map(Vs)}get count(){return this.ids.length}named(i){return this.columns.find(t=>t.name===i)}add(i){let t=new Map(this.columns.map(e=>[e.name,e]));i.forEach(e=>t.set(e.name,e)),this.columns=[...t.values()]}text(i,t){let e=i.values[t]??0;return ct(i)?Number.isNaN(e)?"\u2013":`${At(e)}${i.unit&&i.unit!=="share"?` ${i.unit}`:""}`:i.words[e-1]??"\u2013"}filtered(i){let t=new Uint32Array(this.count),e=[...i].flatMap(([n,o])=>{let d=this.named(n);return d?[{values:d.values,filter:o}]:[]}),s=0;for(let n=0;n<this.count;n++)e.every(({values:d,filter:c})=>{let u=d[n]??0;return c instanceof Set?c.has(u):u>=c[0]&&u<=c[1]})&&(t[s++]=n);return t.slice(0,s)}};function dr(r,i,t){let{values:e}=i,s=t?-1:1,n=ct(i)?o=>Number.isNaN(o):o=>o===0;r.sort((o,d)=>{let c=e[o]??0,u=e[d]??0;return n(c)||n(u)?Number(n(c))-Number(n(u))||o-d:s*(c-u)||o-d})}function pr(r,i){let t=new Uint32Array(i.words.length+1);for(let c of r)t[i.values[c]??0]++;let e=[...t.keys()].slice(1).concat(0).filter(c=>t[c]>0),s=new Map,n=[],o=0;for(let c of e){s.set(c,o);let u=o+t[c];n.push({title:`${i.words[c-1]??`no ${i.name}`} \xB7 ${t[c].toLocaleString("en")}`,first:o,end:u}),o=u}let d=new Uint32Array(r.length);for(let c of r){let u=i.values[c]??0,$=s.get(u)??0;d[$]=c,s.set(u,$+1)}return{order:d,groups:n}}function B(r){let i=1/0,t=-1/0;for(let e of r.values)e<i&&(i=e),e>t&&(t=e);return i<=t?[i,t]:[0,1]}function At(r){return String(Number(r.toPrecision(4)))}var zi=48,Gi=240,Bs=56,Tt,z,ur,Wi,Gs,Ws,Ke,zs,Ki,pe=class extends T{constructor(){super(...arguments);m(this,z);m(this,Tt);m(this,Gs,t=>{E(this,Tt,a(this,z,Wi).call(this,t)),t.currentTarget.setPointerCapture(t.pointerId)});m(this,Ws,t=>{if(h(this,Tt)===void 0)return;let e=a(this,z,Wi).call(this,t);e!==h(this,Tt)&&a(this,z,zs).call(this,[Math.min(h(this,Tt),e),Math.max(h(this,Tt),e)])});m(this,Ke,()=>{E(this,Tt,void 0)})}render(){let[t,e]=B(this.column),s=c=>e>t?(c-t)/(e-t)*Gi:0,n=Gi/zi,[o,d]=this.range??[t,e];return l`
      <svg class="brush" viewBox="0 0 ${Gi} ${Bs}" preserveAspectRatio="none" aria-hidden="true"
        @pointerdown=${h(this,Gs)} @pointermove=${h(this,Ws)} @pointerup=${h(this,Ke)} @pointercancel=${h(this,Ke)}>
        ${h(this,z,ur).map((c,u)=>N`<rect x=${u*n} y=${Bs-c} width=${n-.5} height=${c}></rect>`)}
        ${this.range?N`<rect class="brushed" x=${s(o)} y="0" width=${Math.max(1,s(d)-s(o))} height=${Bs}></rect>`:""}
      </svg>
      <div class="range">
        <input type="number" step="any" aria-label="${this.column.name}, lowest" .value=${At(o)} @change=${c=>a(this,z,Ki).call(this,c,0)}>
        <span>${this.column.unit}</span>
        <input type="number" step="any" aria-label="${this.column.name}, highest" .value=${At(d)} @change=${c=>a(this,z,Ki).call(this,c,1)}>
        <button type="button" ?disabled=${!this.range} @click=${()=>a(this,z,zs).call(this,void 0)}>All</button>
      </div>`}};Tt=new WeakMap,z=new WeakSet,ur=function(){let[t,e]=B(this.column),s=new Array(zi).fill(0),n=e>t?(zi-1e-9)/(e-t):0;for(let d of this.column.values)Number.isNaN(d)||s[Math.floor((d-t)*n)]++;let o=Math.max(1,...s);return s.map(d=>d===0?0:Math.max(1,d/o*Bs))},Wi=function(t){let e=t.currentTarget.getBoundingClientRect(),[s,n]=B(this.column);return s+Math.max(0,Math.min(1,(t.clientX-e.left)/e.width))*(n-s)},Gs=new WeakMap,Ws=new WeakMap,Ke=new WeakMap,zs=function(t){this.range=t,this.dispatchEvent(new CustomEvent("range",{detail:t,bubbles:!0}))},Ki=function(t,e){let s=t.target.valueAsNumber,n=[...this.range??B(this.column)];n[e]=Number.isNaN(s)?B(this.column)[e]:s,a(this,z,zs).call(this,n)},p([v({attribute:!1})],pe.prototype,"column",2),p([v({attribute:!1})],pe.prototype,"range",2),pe=p([S("rawline-brush")],pe);var Qs=["#0072b2","#d55e00","#009e73","#cc79a7","#e69f00","#56b4e9"],mr="#8a8f98",na={right:"#0072b2",wrong:"#d55e00","right in both":"#0072b2","right, then wrong":"#d55e00","wrong, then right":"#009e73","wrong in both":"#e69f00"},Ks=16,ra=[.86,-.06,.09],oa=[.4,0,-.14],aa=3;function Qe(r){return Math.floor(r/Qs.length)%aa}function Xs(r){if(!r)return{title:"",colours:[Qs[0]],labels:[],of:()=>0};if(!ct(r)){let n=r.words.map((o,d)=>na[o]??Qs[d%Qs.length]);return{title:r.name,colours:[...n,mr],labels:[...r.words,`no ${r.name}`],of:o=>(r.values[o]||r.words.length+1)-1}}let[i,t]=B(r),e=t>i?(Ks-1e-6)/(t-i):0,s=Array.from({length:Ks},(n,o)=>{let d=o/(Ks-1);return`oklab(${ra.map((c,u)=>c+d*(oa[u]-c)).join(" ")})`});return{title:r.name,colours:[...s,mr],labels:[],of:n=>{let o=r.values[n]??NaN;return Number.isNaN(o)?Ks:Math.floor((o-i)*e)}}}var Ys=12,dt,me,Xe,q,ue,Qi,Dt,gr,Xi,Js,Zs,Ye,rt=class extends T{constructor(){super(...arguments);m(this,q);this.version=0;m(this,dt,[]);m(this,me,!1);m(this,Xe,new ResizeObserver(()=>h(this,Dt).call(this)));m(this,Dt,()=>{h(this,me)||(E(this,me,!0),requestAnimationFrame(()=>{E(this,me,!1),this.isConnected&&a(this,q,gr).call(this)}))});m(this,Js,t=>{E(this,dt,[a(this,q,Xi).call(this,t)]),h(this,q,ue).setPointerCapture(t.pointerId)});m(this,Zs,t=>{h(this,dt).length!==0&&(h(this,dt).push(a(this,q,Xi).call(this,t)),h(this,Dt).call(this))});m(this,Ye,t=>{let e=h(this,dt);if(E(this,dt,[]),e.length>2){let[s,n]=a(this,q,Qi).call(this);t.shiftKey||this.selected.fill(0);for(let o of this.order)la(e,s(o),n(o))&&(this.selected[o]=1);this.dispatchEvent(new CustomEvent("changed",{bubbles:!0}))}h(this,Dt).call(this)})}firstUpdated(){h(this,Xe).observe(h(this,q,ue))}disconnectedCallback(){h(this,Xe).disconnect(),super.disconnectedCallback()}updated(t){h(this,Dt).call(this)}render(){let[t,e]=B(this.x),[s,n]=B(this.y);return l`
      <canvas class="plot" role="img"
        aria-label="${this.y.name} against ${this.x.name} of ${this.order.length} samples; the filters of both select by keyboard"
        @pointerdown=${h(this,Js)} @pointermove=${h(this,Zs)} @pointerup=${h(this,Ye)} @pointercancel=${h(this,Ye)}></canvas>
      <p class="axes"><span>→ ${this.x.name} ${At(t)} to ${At(e)} ${this.x.unit}</span>
        <span>↑ ${this.y.name} ${At(s)} to ${At(n)} ${this.y.unit}</span></p>`}};dt=new WeakMap,me=new WeakMap,Xe=new WeakMap,q=new WeakSet,ue=function(){return this.querySelector("canvas")},Qi=function(){let{clientWidth:t,clientHeight:e}=h(this,q,ue),s=(n,o,d)=>{let[c,u]=B(n),$=u>c?(d-o)/(u-c):0;return b=>o+(n.values[b]-c)*$};return[s(this.x,Ys,t-Ys),s(this.y,e-Ys,Ys)]},Dt=new WeakMap,gr=function(){let t=h(this,q,ue),{clientWidth:e,clientHeight:s}=t;if(e===0)return;let n=devicePixelRatio;t.width=e*n,t.height=s*n;let o=t.getContext("2d");o.scale(n,n);let[d,c]=a(this,q,Qi).call(this),u=this.version>0&&this.selected.includes(1),$=this.order.length>2e4?2:this.order.length>2e3?4:6,b=this.colouring.colours.map(()=>[]),x=[];for(let y of this.order)u&&this.selected[y]?x.push(y):b[this.colouring.of(y)]?.push(y);o.globalAlpha=u?.3:.8,b.forEach((y,R)=>{o.fillStyle=this.colouring.colours[R];for(let U of y)fr(o,Qe(R),d(U),c(U),$)}),o.globalAlpha=1,o.strokeStyle=getComputedStyle(t).color;for(let y of x){let R=this.colouring.of(y);o.fillStyle=this.colouring.colours[R],fr(o,Qe(R),d(y),c(y),$+2),$>2&&o.strokeRect(d(y)-$/2-1.5,c(y)-$/2-1.5,$+3,$+3)}h(this,dt).length>1&&(o.beginPath(),h(this,dt).forEach(([y,R],U)=>U===0?o.moveTo(y,R):o.lineTo(y,R)),o.closePath(),o.setLineDash([4,3]),o.stroke())},Xi=function(t){let e=h(this,q,ue).getBoundingClientRect();return[t.clientX-e.left,t.clientY-e.top]},Js=new WeakMap,Zs=new WeakMap,Ye=new WeakMap,p([v({attribute:!1})],rt.prototype,"table",2),p([v({attribute:!1})],rt.prototype,"x",2),p([v({attribute:!1})],rt.prototype,"y",2),p([v({attribute:!1})],rt.prototype,"order",2),p([v({attribute:!1})],rt.prototype,"selected",2),p([v({attribute:!1})],rt.prototype,"colouring",2),p([v({type:Number})],rt.prototype,"version",2),rt=p([S("rawline-plot")],rt);function fr(r,i,t,e,s){if(i===0||s<3){r.fillRect(t-s/2,e-s/2,s,s);return}r.beginPath(),i===1?r.arc(t,e,s/2+.5,0,2*Math.PI):(r.moveTo(t,e-s/2-1),r.lineTo(t+s/2+1,e+s/2),r.lineTo(t-s/2-1,e+s/2)),r.fill()}function la(r,i,t){let e=!1,[s,n]=r[r.length-1];for(let[o,d]of r)d>t!=n>t&&i<(s-o)*(t-d)/(n-d)+o&&(e=!e),[s,n]=[o,d];return e}var br=16,Vt=4,Yi=26,$r=2,I,fe,J,Ze,ge,ut,zt,be,ts,w,pt,Je,ot,Ji,Zi,vr,wr,yr,xr,tn,ei,si,Bt,en,sn,ti,ii,Er,Y=class extends T{constructor(){super(...arguments);m(this,w);this.size=96;this.version=0;m(this,I,0);m(this,fe,0);m(this,J,1);m(this,Ze,0);m(this,ge,[]);m(this,ut,new Map);m(this,zt,[]);m(this,be,!1);m(this,ts,new ResizeObserver(()=>a(this,w,Ji).call(this)));this.paint=()=>{h(this,be)||(E(this,be,!0),requestAnimationFrame(()=>{E(this,be,!1),this.isConnected&&a(this,w,vr).call(this)}))};m(this,ei,t=>{let e=a(this,w,tn).call(this,t);e!==void 0&&(E(this,I,e),t.shiftKey?a(this,w,ti).call(this,h(this,fe),e):a(this,w,sn).call(this,e),a(this,w,en).call(this))});m(this,si,t=>{a(this,w,tn).call(this,t)!==void 0&&a(this,w,Bt).call(this,"open",this.order[h(this,I)])});m(this,ii,t=>{if(this.order.length===0)return;let e=h(this,J)*Math.max(1,Math.floor(h(this,w,pt).clientHeight/h(this,w,ot))),n={ArrowRight:1,ArrowLeft:-1,ArrowDown:h(this,J),ArrowUp:-h(this,J),PageDown:e,PageUp:-e,Home:-this.order.length,End:this.order.length}[t.key];if(n!==void 0)E(this,I,Math.max(0,Math.min(this.order.length-1,h(this,I)+n))),t.shiftKey&&a(this,w,ti).call(this,h(this,fe),h(this,I)),a(this,w,Er).call(this);else if(t.key===" ")a(this,w,sn).call(this,h(this,I));else if(t.key==="Enter")a(this,w,Bt).call(this,"open",this.order[h(this,I)]);else if(t.key==="a"&&(t.ctrlKey||t.metaKey))a(this,w,ti).call(this,0,this.order.length-1);else if(t.key==="Escape")this.selected.fill(0),a(this,w,Bt).call(this,"changed",void 0);else return;t.preventDefault(),a(this,w,en).call(this)})}disconnectedCallback(){h(this,ts).disconnect(),super.disconnectedCallback()}render(){return l`
      <div class="wall" role="listbox" tabindex="0" aria-multiselectable="true"
        aria-label="Samples: arrows move, space selects, Enter opens, Control and A selects all"
        @scroll=${this.paint} @keydown=${h(this,ii)} @click=${h(this,ei)} @dblclick=${h(this,si)}>
        <div class="room" role="presentation"></div>
      </div>`}firstUpdated(){h(this,ts).observe(h(this,w,pt))}updated(t){t.has("order")||t.has("groups")||t.has("size")||t.has("table")?(t.has("order")&&E(this,I,Math.max(0,Math.min(h(this,I),this.order.length-1))),t.has("table")&&(h(this,w,pt).scrollTop=0),a(this,w,Ji).call(this)):(a(this,w,Zi).call(this),this.paint())}};I=new WeakMap,fe=new WeakMap,J=new WeakMap,Ze=new WeakMap,ge=new WeakMap,ut=new WeakMap,zt=new WeakMap,be=new WeakMap,ts=new WeakMap,w=new WeakSet,pt=function(){return this.querySelector(".wall")},Je=function(){return this.querySelector(".room")},ot=function(){return this.size+br+Vt},Ji=function(){let t=h(this,w,pt).clientWidth;if(t===0)return;E(this,J,Math.max(1,Math.floor((t-Vt)/(this.size+Vt)))),a(this,w,Zi).call(this),h(this,w,Je).replaceChildren(),E(this,zt,[]);let e=Vt;E(this,ge,this.groups.map(s=>{if(s.title){let o=document.createElement("div");o.className="title",o.setAttribute("aria-hidden","true"),o.textContent=s.title,o.style.top=`${e}px`,h(this,w,Je).append(o),e+=Yi}let n={...s,top:e};return e+=Math.ceil((s.end-s.first)/h(this,J))*h(this,w,ot)+Vt,n})),E(this,Ze,e),h(this,w,Je).style.height=`${h(this,Ze)}px`,this.paint()},Zi=function(){for(let t of h(this,ut).values())t.hidden=!0,h(this,zt).push(t);h(this,ut).clear()},vr=function(){let t=h(this,w,pt).scrollTop-$r*h(this,w,ot),e=h(this,w,pt).scrollTop+h(this,w,pt).clientHeight+$r*h(this,w,ot),s=new Map;for(let n of h(this,ge)){let o=Math.ceil((n.end-n.first)/h(this,J)),d=Math.max(0,Math.floor((t-n.top)/h(this,w,ot))),c=Math.min(o-1,Math.floor((e-n.top)/h(this,w,ot)));for(let u=d;u<=c;u++)for(let $=0;$<h(this,J);$++){let b=n.first+u*h(this,J)+$;b<n.end&&s.set(b,[Vt+$*(this.size+Vt),n.top+u*h(this,w,ot)])}}for(let[n,o]of h(this,ut))s.has(n)||(o.hidden=!0,h(this,ut).delete(n),h(this,zt).push(o));for(let[n,[o,d]]of s)a(this,w,wr).call(this,n,o,d);this.thumbnails.want([...s.keys()].map(n=>this.order[n])),h(this,w,pt).setAttribute("aria-activedescendant",h(this,ut).has(h(this,I))?`tile-${h(this,I)}`:"")},wr=function(t,e,s){let n=h(this,ut).get(t),o=this.order[t];if(!n){n=h(this,zt).pop()??a(this,w,yr).call(this),h(this,ut).set(t,n),n.hidden=!1,n.id=`tile-${t}`,n.style.transform=`translate(${e}px, ${s}px)`,n.style.width=`${this.size}px`,n.style.height=`${this.size+br}px`,n.dataset.place=String(t),n.dataset.drawn="",n.setAttribute("aria-posinset",String(t+1)),n.setAttribute("aria-setsize",String(this.order.length));let d=n.lastElementChild,c=this.colouring.labels[this.colouring.of(o)];d.textContent=c??this.table.ids[o].replace(/.*\//,""),d.style.borderColor=this.colouring.colours[this.colouring.of(o)]}n.setAttribute("aria-selected",this.selected[o]?"true":"false"),n.classList.toggle("active",t===h(this,I)),n.dataset.drawn===""&&a(this,w,xr).call(this,n,o)},yr=function(){let t=document.createElement("div");return t.className="tile",t.setAttribute("role","option"),t.append(document.createElement("canvas"),document.createElement("span")),h(this,w,Je).append(t),t},xr=function(t,e){let s=t.firstElementChild,n=this.thumbnails.get(e),o=typeof n=="string";t.classList.toggle("bad",o),t.title=o?n:this.table.ids[e],t.setAttribute("aria-label",`${this.table.ids[e]}, ${t.lastElementChild.textContent}${o?`, cannot be shown: ${n}`:""}`),n===void 0||o?s.width=s.height=1:(s.width=n.width,s.height=n.height,s.getContext("2d").putImageData(n,0,0)),t.dataset.drawn=n===void 0?"":"yes"},tn=function(t){let e=t.target.closest(".tile");return e?Number(e.dataset.place):void 0},ei=new WeakMap,si=new WeakMap,Bt=function(t,e){this.dispatchEvent(new CustomEvent(t,{detail:e,bubbles:!0}))},en=function(){a(this,w,Bt).call(this,"active",this.order[h(this,I)]),this.paint()},sn=function(t){E(this,fe,t);let e=this.order[t];this.selected[e]=this.selected[e]?0:1,a(this,w,Bt).call(this,"changed",void 0)},ti=function(t,e){for(let s=Math.min(t,e);s<=Math.max(t,e);s++)this.selected[this.order[s]]=1;a(this,w,Bt).call(this,"changed",void 0)},ii=new WeakMap,Er=function(){let t=h(this,ge).find(n=>h(this,I)>=n.first&&h(this,I)<n.end);if(!t)return;let e=t.top+Math.floor((h(this,I)-t.first)/h(this,J))*h(this,w,ot),s=h(this,w,pt);e<s.scrollTop+Yi?s.scrollTop=e-Yi:e+h(this,w,ot)>s.scrollTop+s.clientHeight&&(s.scrollTop=e+h(this,w,ot)-s.clientHeight)},p([v({attribute:!1})],Y.prototype,"table",2),p([v({attribute:!1})],Y.prototype,"thumbnails",2),p([v({attribute:!1})],Y.prototype,"order",2),p([v({attribute:!1})],Y.prototype,"groups",2),p([v({attribute:!1})],Y.prototype,"selected",2),p([v({attribute:!1})],Y.prototype,"colouring",2),p([v({type:Number})],Y.prototype,"size",2),p([v({type:Number})],Y.prototype,"version",2),Y=p([S("rawline-wall")],Y);async function kr(r,i,t){let e=await fetch(`/api/data/embedding?${new URLSearchParams(r)}`,{signal:i});if(!e.ok||!e.body)throw new Error((await e.json()).message);let s=e.body.pipeThrough(new TextDecoderStream).getReader(),n="";for(;;){let{done:o,value:d}=await s.read();if(o)return;n+=d;let c=n.split(/\n\n/);n=c.pop()??"";for(let u of c){let $=u.split(`
`).filter(b=>b.startsWith("data:")).map(b=>b.slice(5)).join("");$&&t(JSON.parse($))}}}var ha=48,ca=2,da=2e3,Ar=16,ni=class{constructor(i,t,e){this.set=i;this.arrived=t;this.failed=e}#t=new Map;#e=[];#s=new Set;#i=0;#r=!1;get(i){let t=this.#t.get(i);return t!==void 0&&(this.#t.delete(i),this.#t.set(i,t)),t}want(i){this.#e=i.filter(t=>!this.#t.has(t)&&!this.#s.has(t)),this.#n()}#n(){for(;this.#e.length>0&&this.#i<ca&&!this.#r;)this.#o(this.#e.splice(0,ha))}async#o(i){this.#i++,i.forEach(t=>this.#s.add(t));try{this.#a(i,await Rs("data/thumbnails",{set:this.set,samples:i})),this.arrived()}catch(t){this.#r=!0,this.failed(t.message)}finally{i.forEach(t=>this.#s.delete(t)),this.#i--}this.#n()}#a(i,t){let e=new DataView(t),s=0;for(let n of i){let o=e.getInt32(s,!0);s+=4;let d=Math.abs(o);this.#t.set(n,o<0?new TextDecoder().decode(new Uint8Array(t,s,d)):pa(e,s,new Uint8Array(t,s+Ar,d-Ar))),s+=d}for(let n of this.#t.keys()){if(this.#t.size<=da)break;this.#t.delete(n)}}};function pa(r,i,t){let e=new ImageData(r.getInt32(i,!0),r.getInt32(i+4,!0)),s=e.data;for(let n=0,o=0;n<t.length;n+=3,o+=4)s[o]=t[n],s[o+1]=t[n+1],s[o+2]=t[n+2],s[o+3]=255;return e}var nn=200,ua=[[64,"small"],[96,"medium"],[144,"large"]],Z,$e,ve,we,mt,ss,g,Gt,Tr,St,ri,rn,oi,on,Kt,Sr,an,ai,ln,es,hn,Rr,Mt,Wt,_r,Cr,Pr,Mr,Lr,Nr,Ir,C=class extends T{constructor(){super(...arguments);m(this,g);this.filters=new Map;this.opened=new Set(["class","split","outcome","under drift"]);this.sortBy="";this.descending=!1;this.groupBy="";this.colourBy="class";this.size=96;this.axes=["",""];this.order=new Uint32Array(0);this.version=0;this.problem="";this.note="";this.task="";this.method="pca";this.most=2e3;this.name="selection";this.tag="";this.written="";m(this,Z,new Uint8Array(0));m(this,$e,[]);m(this,ve);m(this,we);m(this,mt);m(this,ss,0);m(this,Kt,()=>{this.version++})}render(){let{table:t}=this;return l`
      <div class="data">
        <div class="side">
          <section class="facts" aria-label="Data set">
            <h2>${t?.name??"Look at data"}</h2>
            <rawline-browse label="Open a data set…" .folders=${this.about.folders}
              @place=${e=>a(this,g,Tr).call(this,e.detail)}></rawline-browse>
            ${this.task?l`<p role="status">${this.task} …</p><progress aria-label="Progress" .value=${this.share??0} ?hidden=${this.share===void 0}></progress>`:""}
            ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
            ${this.note?l`<p class="hint" role="status">${this.note}</p>`:""}
          </section>
          ${t?a(this,g,Pr).call(this,t):""}
        </div>
        ${t&&h(this,ve)?l`
          <div class="middle">
            <div class="tools">
              ${a(this,g,Mt).call(this,"sort",this.sortBy,a(this,g,Wt).call(this,void 0,"as stored"),e=>{this.sortBy=e,a(this,g,St).call(this)})}
              <button type="button" aria-pressed=${this.descending} ?disabled=${!this.sortBy}
                @click=${()=>{this.descending=!this.descending,a(this,g,St).call(this)}}>descending</button>
              ${a(this,g,Mt).call(this,"group",this.groupBy,a(this,g,Wt).call(this,!1,"no groups"),e=>{this.groupBy=e,a(this,g,St).call(this)})}
              ${a(this,g,Mt).call(this,"colour",this.colourBy,a(this,g,Wt).call(this,void 0,"none"),e=>this.colourBy=e)}
              ${a(this,g,Mt).call(this,"size",String(this.size),ua.map(([e,s])=>[String(e),s]),e=>this.size=Number(e))}
              <span class="note" role="status">${this.order.length.toLocaleString("en")} of ${t.count.toLocaleString("en")} samples</span>
            </div>
            ${a(this,g,Nr).call(this)}
            <rawline-wall .table=${t} .thumbnails=${h(this,ve)} .order=${this.order} .groups=${h(this,$e)}
              .selected=${h(this,Z)} .colouring=${Xs(t.named(this.colourBy))} .size=${this.size} .version=${this.version}
              @changed=${h(this,Kt)} @active=${e=>this.active=e.detail}
              @open=${e=>a(this,g,Rr).call(this,e.detail)}></rawline-wall>
            <p class="where" aria-live="polite">${a(this,g,Ir).call(this,t)}</p>
          </div>
          <div class="side">${a(this,g,Mr).call(this,t)}${a(this,g,Lr).call(this)}</div>`:l`<div class="empty">Open the folder of a data set: its samples become a wall of thumbnails.</div>`}
      </div>`}};Z=new WeakMap,$e=new WeakMap,ve=new WeakMap,we=new WeakMap,mt=new WeakMap,ss=new WeakMap,g=new WeakSet,Gt=async function(t,e){let s=++ki(this,ss)._;this.task=t,this.problem="",this.note="";try{await e()}catch(n){n.name!=="AbortError"&&(this.problem=n.message)}finally{s===h(this,ss)&&(this.task="",this.share=void 0)}},Tr=function(t){h(this,mt)?.abort(),a(this,g,Gt).call(this,`opening ${K(t)}`,async()=>{let e=new Ds(await M("data/open",t));E(this,ve,new ni(e.set,()=>this.querySelector("rawline-wall")?.paint(),s=>this.problem=s)),E(this,Z,new Uint8Array(e.count)),this.filters=new Map,this.sortBy=this.groupBy=this.written="",this.axes=["",""],this.active=void 0,this.colourBy=e.columns.find(s=>!ct(s))?.name??"",this.name=e.name.replace(/[^\p{L}\p{N}_ .()+,=@-]/gu,"-").slice(0,100)||"selection",this.folder=void 0,this.table=e,this.note=e.notes.join(" \xB7 "),a(this,g,St).call(this)})},St=function(){let{table:t}=this;if(!t)return;let e=t.filtered(this.filters),s=t.named(this.sortBy);s&&dr(e,s,this.descending);let n=t.named(this.groupBy);E(this,$e,[{title:"",first:0,end:e.length}]),n&&!ct(n)&&({order:e,groups:ki(this,$e)._}=pr(e,n)),this.order=e},ri=function(t){this.table.add(t),a(this,g,St).call(this)},rn=function(t,e){let s=new Map(this.filters);e===void 0||e instanceof Set&&e.size===0?s.delete(t):s.set(t,e),this.filters=s,a(this,g,St).call(this)},oi=function(t,e){let{table:s}=this;s&&a(this,g,Gt).call(this,`reading ${t}`,async()=>{let n=await M(`data/${t}`,{set:s.set,...e}),o=n.columns.map(Vs);a(this,g,ri).call(this,o),this.note=n.note||`${o.length} columns: ${o.slice(0,6).map(c=>c.name).join(", ")}${o.length>6?", \u2026":""}`;let d=o[0];this.opened=new Set([...this.opened,d.name]),ct(d)?this.sortBy=d.name:this.colourBy=s.named("outcome")&&t==="predictions"?"outcome":d.name,a(this,g,St).call(this)})},on=function(){let{table:t}=this,e=h(this,we);if(!t||!e)return;h(this,mt)?.abort();let s=E(this,mt,new AbortController);a(this,g,Gt).call(this,"the model starts",()=>kr({set:t.set,...e,method:this.method,most:String(this.most)},s.signal,n=>{if(n.problem)throw new Error(n.problem);if(n.task&&(this.task=n.total?`${n.task}: ${n.done} of ${n.total}`:n.task,this.share=n.total?n.done/n.total:void 0),n.columns){let o=n.columns.map(Vs);a(this,g,ri).call(this,o),this.axes=[o[0].name,o[1].name],this.note=n.note??""}}).finally(()=>{h(this,mt)===s&&E(this,mt,void 0)}))},Kt=new WeakMap,Sr=function(){let t=0;for(let e of h(this,Z))t+=e;return t},an=function(t){for(let e of this.order)h(this,Z)[e]=t(e);h(this,Kt).call(this)},ai=function(){let t=new Uint8Array(Math.ceil(h(this,Z).length/8));h(this,Z).forEach((s,n)=>t[n>>3]|=s<<(n&7));let e="";for(let s of t)e+=String.fromCharCode(s);return{set:this.table.set,samples:btoa(e)}},ln=function(){return{...this.folder,name:this.name}},es=function(t,e){a(this,g,Gt).call(this,"keeping tags",async()=>{let s=await M(t,{...e,file:h(this,g,ln)});a(this,g,ri).call(this,[cr("tags",this.table.count,s.tags)]),this.opened=new Set([...this.opened,"tags"]),this.note=`tags are kept in ${s.file}`})},hn=function(t){a(this,g,Gt).call(this,"writing",async()=>{let e=await M("data/selection",{samples:a(this,g,ai).call(this),file:h(this,g,ln),replace:t});this.written=e.command,this.note=`${e.count} samples written to ${e.file}`})},Rr=function(t){a(this,g,Gt).call(this,"opening",async()=>{let e=await H("data/sample",{set:this.table.set,sample:String(t)});if(!e.root||!e.path)throw new Error(`${e.file} is no file of its own: unpack the data set to open it`);location.hash=`#develop/open?${new URLSearchParams({root:e.root,path:e.path})}`})},Mt=function(t,e,s,n){return l`<label class="pick">${t}
      <select @change=${o=>n(o.target.value)}>
        ${s.map(([o,d])=>l`<option value=${o} ?selected=${o===e}>${d}</option>`)}
      </select></label>`},Wt=function(t,e){let s=this.table.columns.filter(n=>t===void 0||ct(n)===t).map(({name:n})=>[n,n]);return e?[["",e],...s]:s},_r=function(t){let e=new Uint32Array(t.words.length+1);for(let o of t.values)e[o]++;let s=this.filters.get(t.name),n=[...t.words.keys()].map(o=>o+1).concat(0).filter(o=>e[o]>0||o>0);return l`<ul class="words">${n.filter(o=>o>0||e[0]>0).slice(0,nn).map(o=>l`
      <li><label><input type="checkbox" .checked=${s?.has(o)??!1} @change=${d=>{let c=new Set(s);d.target.checked?c.add(o):c.delete(o),a(this,g,rn).call(this,t.name,c)}}>${t.words[o-1]??"none"} <span>${e[o].toLocaleString("en")}</span></label></li>`)}</ul>
      ${t.words.length>nn?l`<p class="hint">the first ${nn} of ${t.words.length}</p>`:""}`},Cr=function(t){let e=this.filters.get(t.name);return l`
      <details class="filter" ?open=${this.opened.has(t.name)} @toggle=${s=>{let n=new Set(this.opened);s.target.open?n.add(t.name):n.delete(t.name),this.opened=n}}>
        <summary>${t.name}${e?" \xB7 filtered":""}</summary>
        ${this.opened.has(t.name)?ct(t)?l`<rawline-brush .column=${t} .range=${e}
              @range=${s=>a(this,g,rn).call(this,t.name,s.detail)}></rawline-brush>`:a(this,g,_r).call(this,t):""}
      </details>`},Pr=function(t){let{folders:e}=this.about;return l`
      <section class="facts" aria-label="Results">
        <h3>Results of samples</h3>
        <div class="buttons">
          <rawline-browse label="Predictions…" .folders=${e} files=".csv"
            @place=${s=>a(this,g,oi).call(this,"predictions",s.detail)}></rawline-browse>
          <rawline-browse label="Quality…" .folders=${e} files=".csv"
            @place=${s=>a(this,g,oi).call(this,"quality",s.detail)}></rawline-browse>
        </div>
        <p class="hint">Mistakes under drift: two evaluations of one model.</p>
        <div class="buttons">
          <rawline-browse label="Reference…" .folders=${e} files=".csv"
            @place=${s=>this.reference=s.detail}></rawline-browse>
          <rawline-browse label="Under drift…" .folders=${e} files=".csv" ?disabled=${!this.reference}
            @place=${s=>a(this,g,oi).call(this,"drift",{reference:this.reference,drifted:s.detail})}></rawline-browse>
        </div>
        ${this.reference?l`<p class="where">reference: ${K(this.reference)}</p>`:""}
      </section>
      <section class="facts" aria-label="Filters">
        <h3>Filters</h3>
        ${hr(t.columns,s=>s.name,s=>a(this,g,Cr).call(this,s))}
        ${this.filters.size>0?l`<button type="button" @click=${()=>{this.filters=new Map,a(this,g,St).call(this)}}>Show all</button>`:""}
      </section>`},Mr=function(t){let e=t.named(this.axes[0]),s=t.named(this.axes[1]);return l`
      <section class="facts" aria-label="Embedding">
        <h3>Features of a model</h3>
        <div class="buttons">
          <rawline-browse label="Model…" .folders=${this.about.folders}
            @place=${n=>{E(this,we,n.detail),a(this,g,on).call(this)}}></rawline-browse>
          ${a(this,g,Mt).call(this,"by",this.method,[["pca","PCA"],["umap","UMAP"]],n=>{this.method=n,h(this,we)&&a(this,g,on).call(this)})}
          <label class="pick">of <input type="number" min="3" max=${this.method==="umap"?1e4:1e5} .value=${String(this.most)}
            @change=${n=>this.most=n.target.valueAsNumber||2e3}> samples</label>
          ${h(this,mt)&&this.task?l`<button type="button" @click=${()=>h(this,mt)?.abort()}>Stop</button>`:""}
        </div>
        ${a(this,g,Wt).call(this,!0,"").length>1?l`
          <div class="buttons">
            ${a(this,g,Mt).call(this,"\u2192",this.axes[0],a(this,g,Wt).call(this,!0,"choose"),n=>this.axes=[n,this.axes[1]])}
            ${a(this,g,Mt).call(this,"\u2191",this.axes[1],a(this,g,Wt).call(this,!0,"choose"),n=>this.axes=[this.axes[0],n])}
          </div>`:""}
        ${e&&s?l`
          <rawline-plot .table=${t} .x=${e} .y=${s} .order=${this.order} .selected=${h(this,Z)}
            .colouring=${Xs(t.named(this.colourBy))} .version=${this.version} @changed=${h(this,Kt)}></rawline-plot>
          <p class="hint">Draw a line around points to select them; with Shift, to add them. By keyboard: filter, then “Select shown”.</p>`:""}
      </section>`},Lr=function(){let t=a(this,g,Sr).call(this),e=t>0&&this.folder!==void 0;return l`
      <section class="facts" aria-label="Selection">
        <h3>${t.toLocaleString("en")} selected</h3>
        <div class="buttons">
          <button type="button" @click=${()=>a(this,g,an).call(this,()=>1)}>Select shown</button>
          <button type="button" @click=${()=>a(this,g,an).call(this,s=>1-h(this,Z)[s])}>Invert shown</button>
          <button type="button" ?disabled=${t===0} @click=${()=>{h(this,Z).fill(0),h(this,Kt).call(this)}}>Clear</button>
        </div>
        <div class="buttons">
          <rawline-browse label="Keep in…" .folders=${this.about.folders} @place=${s=>{this.folder=s.detail,a(this,g,es).call(this,"data/tags",{set:this.table.set})}}></rawline-browse>
          <label class="pick">name <input type="text" .value=${this.name} @change=${s=>{this.name=s.target.value,this.folder&&a(this,g,es).call(this,"data/tags",{set:this.table.set})}}></label>
        </div>
        <p class="where">${this.folder?`${K(this.folder)}/${this.name}`:"Choose a folder in which tags and lists are kept."}</p>
        <div class="buttons">
          <label class="pick">tag <input type="text" maxlength="40" .value=${this.tag} @input=${s=>this.tag=s.target.value}></label>
          <button type="button" ?disabled=${!e||!this.tag} @click=${()=>a(this,g,es).call(this,"data/tag",{samples:a(this,g,ai).call(this),tag:this.tag,given:!0})}>Tag</button>
          <button type="button" ?disabled=${!e||!this.tag} @click=${()=>a(this,g,es).call(this,"data/tag",{samples:a(this,g,ai).call(this),tag:this.tag,given:!1})}>Untag</button>
        </div>
        <div class="buttons">
          <button type="button" ?disabled=${!e} @click=${()=>a(this,g,hn).call(this,!1)}>Write list</button>
          <button type="button" ?disabled=${!e} @click=${()=>a(this,g,hn).call(this,!0)}>Replace list</button>
        </div>
        ${this.written?l`<p class="hint">Commands that read a data set take the list:</p><code class="command" tabindex="0">${this.written}</code>`:""}
      </section>`},Nr=function(){let t=this.table.named(this.colourBy);if(!t)return l``;let{colours:e,labels:s}=Xs(t);if(s.length===0){let[o,d]=B(t);return l`<p class="legend"><span>${o.toPrecision(3)}</span><svg viewBox="0 0 16 1" preserveAspectRatio="none" aria-hidden="true">
        ${e.slice(0,-1).map((c,u)=>N`<rect x=${u} width="1.05" height="1" fill=${c}></rect>`)}</svg><span>${d.toPrecision(3)} ${t.unit}</span></p>`}let n=s.slice(0,-1).slice(0,12);return l`<ul class="legend">${n.map((o,d)=>l`
      <li><svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">${[N`<rect width="10" height="10" fill=${e[d]}></rect>`,N`<circle cx="5" cy="5" r="5" fill=${e[d]}></circle>`,N`<path d="M5 0 10 10H0z" fill=${e[d]}></path>`][Qe(d)]}</svg>${o}</li>`)}
      ${s.length-1>n.length?l`<li>…</li>`:""}</ul>`},Ir=function(t){let e=this.active;return e===void 0?"":[t.ids[e],...t.columns.slice(0,8).map(s=>`${s.name} ${t.text(s,e)}`)].join(" \xB7 ")},p([v({attribute:!1})],C.prototype,"about",2),p([f()],C.prototype,"table",2),p([f()],C.prototype,"filters",2),p([f()],C.prototype,"opened",2),p([f()],C.prototype,"sortBy",2),p([f()],C.prototype,"descending",2),p([f()],C.prototype,"groupBy",2),p([f()],C.prototype,"colourBy",2),p([f()],C.prototype,"size",2),p([f()],C.prototype,"axes",2),p([f()],C.prototype,"order",2),p([f()],C.prototype,"version",2),p([f()],C.prototype,"active",2),p([f()],C.prototype,"problem",2),p([f()],C.prototype,"note",2),p([f()],C.prototype,"task",2),p([f()],C.prototype,"share",2),p([f()],C.prototype,"reference",2),p([f()],C.prototype,"method",2),p([f()],C.prototype,"most",2),p([f()],C.prototype,"folder",2),p([f()],C.prototype,"name",2),p([f()],C.prototype,"tag",2),p([f()],C.prototype,"written",2),C=p([S("rawline-data")],C);var tt=class{constructor(i,t,e){this.ask=i;this.take=t;this.fail=e}#t=!1;#e;want(i){this.#e=i,this.#t||this.#s()}async#s(){for(this.#t=!0;this.#e!==void 0;){let i=this.#e;this.#e=void 0;try{this.take(await this.ask(i),i)}catch(t){this.fail(t)}}this.#t=!1}};async function li(r){let{region:i,low:t,high:e,longest:s}=r,n=await Rs(r.route,{...r.body,region:i,low:t,high:e,longest:s}),o=new DataView(n);return{width:o.getInt32(0,!0),height:o.getInt32(4,!0),pixels:new Uint8Array(n,16),region:i,low:t,high:e}}var ma=4,hi,ci,Ur,ft=class extends T{constructor(){super(...arguments);m(this,ci);this.answers=[];this.problem="";m(this,hi,new tt(t=>M("prediction",t),({answers:t})=>{this.answers=t,this.first??=t[0],this.problem=""},t=>{this.problem=t.message,this.answers=[]}))}updated(t){t.has("model")&&(this.first=void 0),this.model&&this.path&&(t.has("path")||t.has("model"))&&h(this,hi).want({model:this.model.place,path:this.path})}render(){let t=this.answers[0],e=t&&this.first&&this.model?.classes&&t.what!==this.first.what;return l`
      <section class="card" aria-label="Task model">
        <h3>task model</h3>
        <form @submit=${s=>{a(this,ci,Ur).call(this,s)}}>
          <label class="choice"><span class="name">in folder</span>
            <select name="root">${this.about.folders.map(s=>l`<option>${s}</option>`)}</select></label>
          <label class="choice"><span class="name">path</span>
            <input type="text" name="path" required placeholder="folder that train has written"></label>
          <button>Open</button>
        </form>
        ${this.model&&this.answers.length?l`
          <ol class="answers" aria-live="polite">
            ${this.answers.slice(0,ma).map(s=>l`
              <li><span>${s.what}</span>${this.model?.task==="regression"?_:l`<meter min="0" max="1" .value=${s.number} aria-label=${s.what}></meter>`}
                <span class="number">${this.model?.task==="regression"?s.number.toPrecision(4):`${(100*s.number).toFixed(1)} %`}</span></li>`)}
          </ol>
          ${e?l`<p class="turned" role="status">It was ${this.first.what} before your changes.</p>`:""}
          ${this.model.tolerance.length?l`<p class="hint"><span class="swatch"></span> the model holds here (tolerance.yaml)</p>`:l`<p class="hint">No tolerance.yaml in its folder.</p>`}`:""}
        ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      </section>`}};hi=new WeakMap,ci=new WeakSet,Ur=async function(t){t.preventDefault();let e=new FormData(t.target),s={root:String(e.get("root")),path:String(e.get("path"))};try{let n=await M("model",s);this.problem="",this.dispatchEvent(new CustomEvent("model",{detail:{...n,place:s},bubbles:!0}))}catch(n){this.problem=n.message}},p([v({attribute:!1})],ft.prototype,"about",2),p([v({attribute:!1})],ft.prototype,"path",2),p([v({attribute:!1})],ft.prototype,"model",2),p([f()],ft.prototype,"answers",2),p([f()],ft.prototype,"first",2),p([f()],ft.prototype,"problem",2),ft=p([S("rawline-model")],ft);function di(r,[i,t]){if(!r)return _;let e=n=>Math.min(Math.max((n-i)/(t-i),0),1)*100,s=e(r.low);return l`<svg class="band" viewBox="0 0 100 4" preserveAspectRatio="none" role="img"
    aria-label="the model holds from ${r.low} to ${r.high}">${N`<rect x=${s} width=${Math.max(e(r.high)-s,.5)} height="4"/>`}</svg>`}var fa=4,Hr=4;function ga(r){return/\[([^\]]+)\]\s*$/.exec(r.title??"")?.[1]??""}function is(r,i,t,[e,s,n],o,d=_){let c=n?1:10**Math.floor(Math.log10((s-e)/200)),u=b=>{let x=b.target.valueAsNumber;Number.isFinite(x)&&o(x)},$=Number(t.toPrecision(Hr));return l`
    <label class="slider">
      <span class="name">${r}</span>
      <span class="track">${d}<input type="range" min=${e} max=${s} step=${n?1:"any"} .value=${String(t)} @input=${u}
        aria-label="${r}, slider"></span>
      <input type="number" step=${c} .value=${String($)} @change=${u} aria-label="${r}${i?` in ${i}`:""}">
      <span class="unit">${i}</span>
    </label>`}function ba(r,i){let t=r.minimum??r.exclusiveMinimum,e=fa*Math.max(Math.abs(i),i===0?.05:0),s=t!==void 0&&t>-1e6?t:i<0?-e:Math.min(0,i===0?-e:0),n=Math.min(r.maximum??1/0,Math.max(e,s+e));return[s,Math.max(n,i),r.type==="integer"]}function cn(r,i,t,e,s,n,o){if(typeof t=="number"){let d=ba(i,typeof e=="number"?e:t),c=o.find(u=>u.name===n);return is(r,ga(i),t,d,s,di(c,d))}if(typeof t=="boolean")return l`<label class="choice"><span class="name">${r}</span>
      <input type="checkbox" .checked=${t} @change=${d=>s(d.target.checked)}></label>`;if(typeof t=="string"){let d=i.enum?.filter(c=>typeof c=="string")??[t];return d.length<2?_:l`<label class="choice"><span class="name">${r}</span>
      <select @change=${c=>s(c.target.value)}>
        ${d.map(c=>l`<option ?selected=${c===t}>${c}</option>`)}</select></label>`}if(Array.isArray(t))return va(r,t,s);if(t&&typeof t=="object"){let d=t,c=e??{};return l`${Object.entries(d).map(([u,$],b)=>cn(u.replaceAll("_"," "),i.properties?.[u]??{},$,c[u],x=>s({...d,[u]:x}),$a(n,u,b),o))}`}return _}function $a(r,i,t){return r==="white_balance"||r==="black_level"?`${r}[${t}]`:i===r?r:`${r.replace("unsharp_masking","unsharp")}.${i}`}function va(r,i,t){if(!i.every(n=>Array.isArray(n)&&n.every(o=>typeof o=="number")))return _;let e=i,s=(n,o)=>d=>{let c=d.target.valueAsNumber;Number.isFinite(c)&&t(e.map((u,$)=>$===n?u.map((b,x)=>x===o?c:b):u))};return l`
    <div class="matrix" role="group" aria-label=${r}>
      ${e.map((n,o)=>l`<div>${n.map((d,c)=>l`
        <input type="number" step="0.01" .value=${String(Number(d.toPrecision(Hr)))} @change=${s(o,c)}
          aria-label="row ${o+1}, column ${c+1}">`)}</div>`)}
    </div>`}var dn=256,pn=72,wa={1:[["all pixels","grey"]],4:[["red","red"],["green in red rows","green"],["green in blue rows","green-other"],["blue","blue"]]};function Or(r){let{lowest:i,highest:t,counts:e}=r.histogram,s=Math.log1p(Math.max(...e.flat())),n=e[0]?.length??1,o=wa[e.length]??[],d=$=>($-i)/(t-i)*dn,c=[["black",r.black],["saturation",r.white]],u=c.filter(([,$])=>$!==void 0&&$>t);return l`
    <figure class="histogram">
      <svg viewBox="0 0 ${dn} ${pn}" preserveAspectRatio="none" role="img"
        aria-label="Histogram of the raw samples from ${Math.round(i)} to ${Math.round(t)} ${r.unit}">
        ${e.map(($,b)=>N`
          <path class="curve ${o[b]?.[1]??"grey"}" d=${$.map((x,y)=>`${y?"L":"M"}${((y+.5)/n*dn).toFixed(1)} ${(pn*(1-Math.log1p(x)/s)).toFixed(1)}`).join("")}/>`)}
        ${c.map(([$,b])=>b===void 0||b>t?"":ya($,d(b)))}
      </svg>
      <figcaption>
        <span>${Math.round(i)}</span>
        <span>raw samples [${r.unit==="DN"?"DN":"1"}], logarithmic counts${u.map(([$,b])=>` \xB7 ${$} at ${b}`)}</span>
        <span>${t<10?t.toFixed(2):Math.round(t)}</span>
      </figcaption>
      <ul class="key">
        ${o.map(([$,b])=>l`<li class=${b}>${$}</li>`)}
        ${c.map(([$,b])=>b===void 0?"":l`<li class="level ${$}">${$} ${b}</li>`)}
      </ul>
    </figure>`}function ya(r,i){return N`<line class="level ${r}" x1=${i} x2=${i} y1="0" y2=${pn}><title>${r}</title></line>`}var pi=class extends EventTarget{constructor(){super(...arguments);this.x=0;this.y=0;this.scale=1;this.low=0;this.high=1;this.#t=1;this.#e=1}#t;#e;fit(t,e,s){this.#t=t,this.#e=e,this.x=t/2,this.y=e/2,this.scale=Math.min(s.width/t,s.height/e),this.#s()}move(t,e){this.x=ns(this.x-t/this.scale,0,this.#t),this.y=ns(this.y-e/this.scale,0,this.#e),this.#s()}zoom(t,e=0,s=0){let n=16/Math.max(this.#t,this.#e),o=ns(this.scale*t,n,64);this.x=ns(this.x+e/this.scale-e/o,0,this.#t),this.y=ns(this.y+s/this.scale-s/o,0,this.#e),this.scale=o,this.#s()}actualSize(){this.zoom(1/this.scale)}stretch(t,e){this.low=Math.min(t,e-.001),this.high=Math.max(e,t+.001),this.#s()}point(t){let e=t&&t.x>=0&&t.y>=0&&t.x<this.#t&&t.y<this.#e;this.cursor=e?{x:Math.floor(t.x),y:Math.floor(t.y)}:void 0,this.dispatchEvent(new Event("cursor"))}#s(){this.dispatchEvent(new Event("change"))}};function ns(r,i,t){return Math.min(Math.max(r,i),t)}var xa=/\.(dng|tiff?|png|raw|npy|pgm|cr2|cr3|nef|arw|raf|rw2|orf|pef|srw)$/i,F,un,mn,ui,jr,qr,gt=class extends T{constructor(){super(...arguments);m(this,F);this.root="";this.path="";this.entries=[];this.problem="";this.busy=""}openFile(t,e){a(this,F,un).call(this,{root:t,path:e},e)}take(t){a(this,F,mn).call(this,`reading ${t.name}`,()=>zn("upload",{name:t.name},t))}render(){return l`
      <section class="open" aria-label="Open">
        <div class="buttons">
          ${this.about.samples.map(t=>l`
            <button type="button" @click=${()=>{a(this,F,un).call(this,{sample:t},`the sample of a ${t}`)}}>Sample: ${t}</button>`)}
          ${this.about.demo?"":l`
            <label class="button">Your file…<input type="file" class="visually-hidden"
              @change=${t=>{let e=t.target.files?.[0];e&&this.take(e)}}></label>`}
        </div>
        ${this.root?l`
          <p class="where"><button type="button" @click=${a(this,F,qr)} aria-label="Up">↑</button> ${this.root}/${this.path}</p>
          <ul class="files">
            ${this.entries.filter(t=>t.folder||xa.test(t.name)).map(t=>l`
              <li><button type="button" class=${t.folder?"folder":"file"} @click=${()=>a(this,F,jr).call(this,t)}>${t.name}${t.folder?"/":""}</button></li>`)}
          </ul>`:l`
          <ul class="files">
            ${this.about.folders.map(t=>l`
              <li><button type="button" class="folder" @click=${()=>{a(this,F,ui).call(this,t,"")}}>${t}/</button></li>`)}
          </ul>`}
        ${this.busy?l`<p class="busy" role="status">${this.busy} …</p>`:""}
        ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      </section>`}};F=new WeakSet,un=async function(t,e){await a(this,F,mn).call(this,`opening ${e}`,()=>M("open",t))},mn=async function(t,e){this.busy=t,this.problem="";try{let{id:s}=await e();this.dispatchEvent(new CustomEvent("opened",{detail:s,bubbles:!0}))}catch(s){this.problem=s.message}finally{this.busy=""}},ui=async function(t,e){try{this.entries=(await H("folder",{root:t,path:e})).entries,this.root=t,this.path=e,this.problem=""}catch(s){this.problem=s.message}},jr=function(t){let e=this.path?`${this.path}/${t.name}`:t.name;t.folder?a(this,F,ui).call(this,this.root,e):this.openFile(this.root,e)},qr=function(){let t=this.path.split("/");this.path===""?this.root="":a(this,F,ui).call(this,this.root,t.slice(0,-1).join("/"))},p([v({attribute:!1})],gt.prototype,"about",2),p([f()],gt.prototype,"root",2),p([f()],gt.prototype,"path",2),p([f()],gt.prototype,"entries",2),p([f()],gt.prototype,"problem",2),p([f()],gt.prototype,"busy",2),gt=p([S("rawline-open")],gt);var at,Fr,Dr,rs,Qt=class extends T{constructor(){super(...arguments);m(this,at);this.problem=""}render(){let t=this.exported;return l`
      <button type="button" @click=${()=>{a(this,at,Fr).call(this)}}>Export this light path…</button>
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      <dialog aria-label="Export">
        ${t?l`
          ${Object.entries(t.files).map(([e,s])=>l`
            ${a(this,at,rs).call(this,e,s)}
            <button type="button" @click=${()=>a(this,at,Dr).call(this,e,s)}>Save ${e}</button>`)}
          ${a(this,at,rs).call(this,"On the command line",t.command)}
          ${a(this,at,rs).call(this,"In Python",t.python)}
          ${t.recording?a(this,at,rs).call(this,"The changed recording, in a training plan",`vary:
${t.recording}`):""}`:""}
        <form method="dialog"><button>Close</button></form>
      </dialog>`}};at=new WeakSet,Fr=async function(){try{this.exported=await M("export",this.path),this.problem="",await this.updateComplete,this.querySelector("dialog")?.showModal()}catch(t){this.problem=t.message}},Dr=function(t,e){let s=document.createElement("a");s.href=URL.createObjectURL(new Blob([e],{type:"text/plain"})),s.download=t,s.click(),URL.revokeObjectURL(s.href)},rs=function(t,e){return l`
      <section>
        <h3>${t}</h3>
        <button type="button" @click=${()=>{navigator.clipboard?.writeText(e)}}>Copy</button>
        <pre tabindex="0" aria-label=${t}>${e}</pre>
      </section>`},p([v({attribute:!1})],Qt.prototype,"path",2),p([f()],Qt.prototype,"exported",2),p([f()],Qt.prototype,"problem",2),Qt=p([S("rawline-export")],Qt);var Ea=320,mi,ye,fi,Vr,Rt=class extends T{constructor(){super(...arguments);m(this,fi);this.problem="";m(this,mi,new tt(li,t=>a(this,fi,Vr).call(this,t),t=>{this.problem=t.message}));m(this,ye,()=>{let t=this.region();if(!t)return;let{low:e,high:s}=this.linked;h(this,mi).want({route:"views",body:{path:this.path},region:t,low:e,high:s,longest:Ea})})}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("change",h(this,ye))}disconnectedCallback(){this.linked.removeEventListener("change",h(this,ye)),super.disconnectedCallback()}updated(t){t.has("path")&&h(this,ye).call(this)}render(){let t=["bilinear","malvar","menon"].flatMap(e=>["sharpen","unsharp"].flatMap(s=>["median","gaussian"].map(n=>`${e}-${s}-${n}`)));return l`
      <div class="views">
        <canvas role="img" aria-label="The twelve views, four in a row"></canvas>
        ${t.map(e=>l`
          <button type="button" @click=${()=>this.dispatchEvent(new CustomEvent("take",{bubbles:!0,detail:e}))}
            title="Take this processing">${e}</button>`)}
      </div>
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}`}};mi=new WeakMap,ye=new WeakMap,fi=new WeakSet,Vr=function(t){this.problem="",this.canvas.width=t.width,this.canvas.height=t.height;let e=new ImageData(t.width,t.height);for(let s=0,n=0;n<e.data.length;n+=4)e.data[n]=t.pixels[s++],e.data[n+1]=t.pixels[s++],e.data[n+2]=t.pixels[s++],e.data[n+3]=255;this.canvas.getContext("2d")?.putImageData(e,0,0)},p([v({attribute:!1})],Rt.prototype,"path",2),p([v({attribute:!1})],Rt.prototype,"linked",2),p([v({attribute:!1})],Rt.prototype,"region",2),p([f()],Rt.prototype,"problem",2),p([se("canvas")],Rt.prototype,"canvas",2),Rt=p([S("rawline-views")],Rt);var ka=`#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(4.0 * corner - 1.0, 0.0, 1.0);
}`,Aa=`#version 300 es
precision highp float;
uniform vec2 size;
uniform vec3 place;
uniform vec2 contrast;
uniform float split;
uniform sampler2D whole[2];
uniform sampler2D detail[2];
uniform vec4 wholeRegion[2];
uniform vec4 detailRegion[2];
uniform vec2 wholeRange[2];
uniform vec2 detailRange[2];
uniform vec3 ground;
out vec4 colour;

vec4 look(sampler2D picture, vec4 region, vec2 range, vec2 at) {
  vec2 where = (at - region.xy) / region.zw;
  if (region.z <= 0.0 || any(lessThan(where, vec2(0))) || any(greaterThanEqual(where, vec2(1)))) return vec4(0);
  vec2 texel = where * vec2(textureSize(picture, 0));
  vec2 shrink = region.zw * place.z / vec2(textureSize(picture, 0));
  vec3 seen = shrink.x >= 1.0
    ? texelFetch(picture, ivec2(texel), 0).rgb
    : texture(picture, where).rgb;
  return vec4(range.x + seen * (range.y - range.x), 1);
}

void main() {
  vec2 screen = vec2(gl_FragCoord.x, size.y - gl_FragCoord.y);
  vec2 at = place.xy + (screen - 0.5 * size) / place.z;
  vec4 seen;
  if (screen.x < split * size.x) {
    seen = look(detail[0], detailRegion[0], detailRange[0], at);
    if (seen.a == 0.0) seen = look(whole[0], wholeRegion[0], wholeRange[0], at);
  } else {
    seen = look(detail[1], detailRegion[1], detailRange[1], at);
    if (seen.a == 0.0) seen = look(whole[1], wholeRegion[1], wholeRange[1], at);
  }
  vec3 shown = clamp((seen.rgb - contrast.x) / (contrast.y - contrast.x), 0.0, 1.0);
  colour = vec4(mix(ground, shown, seen.a), 1);
}`,gi=class{constructor(i){this.canvas=i;let t=i.getContext("webgl2",{antialias:!1,alpha:!1,preserveDrawingBuffer:!0});if(!t)throw new Error("this browser has no WebGL 2: use another one, or switch it on");this.#t=t,this.#e=Ta(t),t.pixelStorei(t.UNPACK_ALIGNMENT,1)}#t;#e;#s=new Map;#i=new Map;set(i,t,e){let s=t+i,n=this.#t;if(!e){this.#i.delete(s);return}let o=this.#s.get(s);o||(o=n.createTexture(),this.#s.set(s,o)),n.bindTexture(n.TEXTURE_2D,o),n.texImage2D(n.TEXTURE_2D,0,n.RGB8,e.width,e.height,0,n.RGB,n.UNSIGNED_BYTE,e.pixels),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_MIN_FILTER,n.LINEAR),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_MAG_FILTER,n.LINEAR),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_WRAP_S,n.CLAMP_TO_EDGE),n.texParameteri(n.TEXTURE_2D,n.TEXTURE_WRAP_T,n.CLAMP_TO_EDGE),this.#i.set(s,e)}detail(i){return this.#i.get("detail"+i)}draw(i,t){let e=this.#t,s=this.canvas;e.viewport(0,0,s.width,s.height),e.useProgram(this.#e),this.#n("size",s.width,s.height),this.#n("place",i.x,i.y,i.scale),this.#n("contrast",i.low,i.high),this.#n("split",t),this.#n("ground",.13,.13,.14);let n=0;for(let o of["whole","detail"])for(let d of[0,1]){let c=this.#i.get(o+d),u=c?.region;e.activeTexture(e.TEXTURE0+n),e.bindTexture(e.TEXTURE_2D,this.#s.get(o+d)??null),e.uniform1i(this.#r(`${o}[${d}]`),n++),this.#n(`${o}Region[${d}]`,u?.left??0,u?.top??0,u?.width??0,u?.height??0),this.#n(`${o}Range[${d}]`,c?.low??0,c?.high??1)}e.activeTexture(e.TEXTURE0),e.drawArrays(e.TRIANGLES,0,3)}#r(i){return this.#t.getUniformLocation(this.#e,i)}#n(i,...t){let e=this.#t,s=this.#r(i);t.length===1?e.uniform1fv(s,t):t.length===2?e.uniform2fv(s,t):t.length===3?e.uniform3fv(s,t):e.uniform4fv(s,t)}};function Ta(r){let i=r.createProgram();for(let[t,e]of[[r.VERTEX_SHADER,ka],[r.FRAGMENT_SHADER,Aa]]){let s=r.createShader(t);if(!s)throw new Error("the graphics context is lost: reload the page");r.shaderSource(s,e),r.compileShader(s),r.attachShader(i,s)}if(r.linkProgram(i),!r.getProgramParameter(i,r.LINK_STATUS))throw new Error(`the picture cannot be drawn: ${r.getProgramInfoLog(i)??""}`);return i}var Br=8,zr=4096,Gr=512,Wr=40,lt,Ee,Xt,as,ls,$i,A,os,Kr,hs,cs,xe,fn,bi,Qr,Xr,Yr,gn,Jr,Zr,to,eo,so,V=class extends T{constructor(){super(...arguments);m(this,A);this.frames=[];this.shown={kind:"frame",frame:0};this.number=1;this.problem="";this.note="";m(this,lt);m(this,Ee,.5);m(this,Xt,0);m(this,as,new ResizeObserver(()=>a(this,A,Kr).call(this)));m(this,ls,[a(this,A,os).call(this,0,"detail"),a(this,A,os).call(this,1,"detail")]);m(this,$i,[a(this,A,os).call(this,0,"whole"),a(this,A,os).call(this,1,"whole")]);m(this,hs,()=>{a(this,A,xe).call(this),a(this,A,bi).call(this,!1)});m(this,cs,()=>a(this,A,xe).call(this))}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("change",h(this,hs)),this.linked.addEventListener("cursor",h(this,cs))}disconnectedCallback(){this.linked.removeEventListener("change",h(this,hs)),this.linked.removeEventListener("cursor",h(this,cs)),h(this,as).disconnect(),super.disconnectedCallback()}firstUpdated(){try{E(this,lt,new gi(this.canvas))}catch(t){this.problem=t.message}h(this,as).observe(this.canvas)}updated(t){if(t.has("image"))for(let e of[0,1])h(this,lt)?.set(e,"whole",void 0),h(this,lt)?.set(e,"detail",void 0);(t.has("path")||t.has("pinned")||t.has("shown")||t.has("image"))&&(E(this,Xt,performance.now()),a(this,A,bi).call(this,!0))}get pixels(){return{width:this.canvas?.width??0,height:this.canvas?.height??0}}render(){let t=this.shown.kind==="frame"?`frame:${this.shown.frame}`:this.shown.kind,e=[...this.frames.map((s,n)=>[`frame:${n}`,s,!1]),["views","the twelve views",!1],["pinned","pinned variant",!this.pinned],["split","split: pinned | view",!this.pinned],["difference","difference to pinned (\u0394E)",!this.pinned],["gradient","gradient of the loss (model)",!this.model]];return l`
      <div class="pane-bar">
        <select aria-label="Picture ${this.number}" @change=${a(this,A,eo)}>
          ${e.map(([s,n,o])=>l`
            <option value=${s} ?selected=${s===t} ?disabled=${o}>${n}</option>`)}
        </select>
        ${this.shown.kind==="split"?l`
          <input type="range" class="split" min="0" max="1" step="0.005" .value=${String(h(this,Ee))}
            aria-label="Place of the split" @input=${a(this,A,so)}>`:""}
        <span class="note" title="from the change to the picture on the screen">${this.note}</span>
      </div>
      ${this.shown.kind==="views"?l`
        <rawline-views .path=${this.path} .linked=${this.linked} .region=${()=>a(this,A,fn).call(this)}></rawline-views>`:""}
      <canvas class="exact" ?hidden=${this.shown.kind==="views"} tabindex="0" role="img" aria-label="Picture ${this.number}: ${e.find(s=>s[0]===t)?.[1]??""}. Arrows move, plus and minus zoom, 0 fits, 1 is actual size, shift and arrows choose a pixel."
        @wheel=${a(this,A,Yr)} @pointerdown=${a(this,A,Jr)} @pointermove=${a(this,A,Zr)}
        @pointerleave=${()=>this.linked.point(void 0)} @keydown=${a(this,A,to)}></canvas>
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}`}};lt=new WeakMap,Ee=new WeakMap,Xt=new WeakMap,as=new WeakMap,ls=new WeakMap,$i=new WeakMap,A=new WeakSet,os=function(t,e){return new tt(li,s=>a(this,A,Xr).call(this,t,e,s),s=>{this.problem=s.message})},Kr=function(){let{clientWidth:t,clientHeight:e}=this.canvas;if(t===0)return;let s=Math.min(devicePixelRatio,2);this.canvas.width=Math.round(t*s),this.canvas.height=Math.round(e*s),this.dispatchEvent(new Event("resized",{bubbles:!0})),a(this,A,xe).call(this),a(this,A,bi).call(this,!1)},hs=new WeakMap,cs=new WeakMap,xe=function(){if(!h(this,lt)||this.canvas.width===0)return;let t=this.shown.kind==="split"?h(this,Ee):1;h(this,lt).draw(this.linked,t)},fn=function(){let{x:t,y:e,scale:s}=this.linked,n=this.canvas.width/s/2+Br,o=this.canvas.height/s/2+Br,d=Math.max(0,Math.floor(t-n)),c=Math.max(0,Math.floor(e-o)),u=Math.min(this.image.width,Math.ceil(t+n)),$=Math.min(this.image.height,Math.ceil(e+o));return u>d&&$>c?{left:d,top:c,width:u-d,height:$-c}:void 0},bi=function(t){if(!h(this,lt)||this.canvas.width===0)return;let e=a(this,A,fn).call(this);if(!e)return;let{low:s,high:n,scale:o}=this.linked,d=Math.min(zr,Math.max(1,Math.ceil(Math.max(e.width,e.height)*Math.min(1,o)))),c={left:0,top:0,width:this.image.width,height:this.image.height};a(this,A,Qr).call(this).forEach(({whole:u,...$},b)=>{if(u){let R=Math.max(c.width,c.height);t&&h(this,ls)[0].want({...$,region:c,low:0,high:1,longest:Math.min(R,zr)});return}let x={...$,region:e,low:s,high:n,longest:d},y=h(this,lt).detail(b);(t||!y||!Sa(y,x))&&h(this,ls)[b].want(x),t&&o>Gr/Math.max(c.width,c.height)&&h(this,$i)[b].want({...$,region:c,low:0,high:1,longest:Gr})})},Qr=function(){let t={route:"picture",body:{path:this.path}},e={route:"picture",body:{path:this.pinned??this.path}};switch(this.shown.kind){case"frame":return[{route:"picture",body:{path:this.path,frame:this.shown.frame}}];case"pinned":return[e];case"split":return[e,t];case"difference":return[{route:"difference",body:{path:this.path,pinned:this.pinned??this.path}}];case"gradient":return[{route:"gradient",body:{path:this.path,model:this.model},whole:!0}];case"views":return[]}},Xr=function(t,e,s){if(this.problem="",h(this,lt)?.set(t,e,s),a(this,A,xe).call(this),e==="detail"&&h(this,Xt)>0){let n=h(this,Xt);E(this,Xt,0),requestAnimationFrame(()=>{let o=performance.now()-n;this.note=`${o.toFixed(0)} ms`,this.dispatchEvent(new CustomEvent("painted",{bubbles:!0,detail:o}))})}},Yr=function(t){t.preventDefault();let[e,s]=a(this,A,gn).call(this,t);this.linked.zoom(Math.exp(-t.deltaY/(t.deltaMode===0?400:8)),e,s)},gn=function(t){let e=this.canvas.getBoundingClientRect(),s=this.canvas.width/e.width;return[(t.clientX-e.left-e.width/2)*s,(t.clientY-e.top-e.height/2)*s]},Jr=function(t){this.canvas.setPointerCapture(t.pointerId)},Zr=function(t){let e=this.canvas.width/this.canvas.clientWidth;t.buttons===1&&this.linked.move(t.movementX*e,t.movementY*e);let[s,n]=a(this,A,gn).call(this,t);this.linked.point({x:this.linked.x+s/this.linked.scale,y:this.linked.y+n/this.linked.scale})},to=function(t){let s={ArrowLeft:[1,0],ArrowRight:[-1,0],ArrowUp:[0,1],ArrowDown:[0,-1]}[t.key];if(s&&t.shiftKey){let n=this.linked.cursor??{x:this.linked.x,y:this.linked.y};this.linked.point({x:n.x-s[0],y:n.y-s[1]})}else if(s)this.linked.move(s[0]*Wr,s[1]*Wr);else if(t.key==="+"||t.key==="=")this.linked.zoom(1.25);else if(t.key==="-")this.linked.zoom(.8);else if(t.key==="0")this.linked.fit(this.image.width,this.image.height,this.pixels);else if(t.key==="1")this.linked.actualSize();else return;t.preventDefault()},eo=function(t){let[e,s]=t.target.value.split(":");this.dispatchEvent(new CustomEvent("choose",{detail:{kind:e,frame:Number(s??0)}}))},so=function(t){E(this,Ee,Number(t.target.value)),a(this,A,xe).call(this)},p([v({attribute:!1})],V.prototype,"image",2),p([v({attribute:!1})],V.prototype,"path",2),p([v({attribute:!1})],V.prototype,"pinned",2),p([v({attribute:!1})],V.prototype,"model",2),p([v({attribute:!1})],V.prototype,"linked",2),p([v({attribute:!1})],V.prototype,"frames",2),p([v({attribute:!1})],V.prototype,"shown",2),p([v({type:Number})],V.prototype,"number",2),p([f()],V.prototype,"problem",2),p([f()],V.prototype,"note",2),p([se(".exact")],V.prototype,"canvas",2),V=p([S("rawline-pane")],V);function Sa(r,i){let{region:t}=r,e=Math.max(r.width,r.height)/Math.max(t.width,t.height),s=i.longest/Math.max(i.region.width,i.region.height);return t.left<=i.region.left&&t.top<=i.region.top&&t.left+t.width>=i.region.left+i.region.width&&t.top+t.height>=i.region.top+i.region.height&&e>=.99*s&&e<=2*s&&r.low===i.low&&r.high===i.high}function io(r){return r.map(i=>{let t=Object.keys(i)[0]??"",e=i[t];return{word:t,keys:e,initial:structuredClone(e),on:!0}})}function bn(r){return r.filter(i=>i.on).map(i=>({[i.word]:i.keys}))}function bt(r){return r.replaceAll("_"," ")}var vi=32,wi,ke,ds,$n,Lt=class extends T{constructor(){super(...arguments);m(this,ds);this.unit="DN";m(this,wi,new tt(t=>M("values",t),(t,e)=>{e.path===this.path&&(this.block=t)},()=>{}));m(this,ke,()=>{let t=this.linked.cursor;if(t&&a(this,ds,$n).call(this)<0){let e=t.x-t.x%vi,s=t.y-t.y%vi;h(this,wi).want({path:this.path,region:{left:e,top:s,width:vi,height:vi}})}this.requestUpdate()})}connectedCallback(){super.connectedCallback(),this.linked.addEventListener("cursor",h(this,ke))}disconnectedCallback(){this.linked.removeEventListener("cursor",h(this,ke)),super.disconnectedCallback()}willUpdate(t){t.has("path")&&(this.block=void 0,h(this,ke).call(this))}render(){let t=this.linked.cursor,e=a(this,ds,$n).call(this),s=this.block,n=o=>o.map(d=>(d[e]??NaN).toFixed(4)).join("  ");return l`
      <dl class="values" aria-live="off">
        <dt>pixel</dt><dd>${t?`${t.x}, ${t.y}`:"\u2013"}</dd>
        <dt>raw</dt><dd>${s&&e>=0?`${Number(s.raw[e].toPrecision(6))} ${this.unit==="DN"?"DN":""} ${s.colours[e].toLowerCase()}`:"\u2013"}</dd>
        <dt>charge</dt><dd>${s?.electrons&&e>=0?`${s.electrons[e].toFixed(1)} e\u207B`:"\u2013"}</dd>
        <dt>linear</dt><dd>${s&&e>=0?n(s.linear):"\u2013"}</dd>
        <dt>view</dt><dd>${s&&e>=0?n(s.view):"\u2013"}</dd>
      </dl>`}};wi=new WeakMap,ke=new WeakMap,ds=new WeakSet,$n=function(){let t=this.linked.cursor,e=this.block?.region;if(!t||!e)return-1;let s=t.x-e.left,n=t.y-e.top;return s>=0&&n>=0&&s<e.width&&n<e.height?n*e.width+s:-1},p([v({attribute:!1})],Lt.prototype,"path",2),p([v({attribute:!1})],Lt.prototype,"linked",2),p([v()],Lt.prototype,"unit",2),p([f()],Lt.prototype,"block",2),Lt=p([S("rawline-values")],Lt);var Ra=4,no=new Set(["demosaicing","gamma"]),_a=new Set(["flat_field","additive_layer","defect_correction","luma_convolution"]),$t,ps,yi,Se,k,ro,oo,Ae,Yt,Re,Te,vn,ao,wn,lo,ho,us,co,po,uo,mo,fo,O=class extends T{constructor(){super(...arguments);m(this,k);this.camera="";this.sensor="";this.stages=[];this.recording={};this.panes=[];this.problem="";m(this,$t,new pi);m(this,ps,"");m(this,yi,new tt(t=>M("comparison",t),t=>{this.similarity=t},()=>{this.similarity=void 0}));m(this,Se,()=>{let[t,e]=location.hash.slice(1).split("?"),s=new URLSearchParams(e??""),n=s.get("root"),o=s.get("path");t==="develop/open"&&n&&o&&this.open.openFile(n,o)});m(this,Re,()=>{if(!this.pinned||!this.path||!this.image)return;let{width:t,height:e}=this.image,s=Math.min(1024,t,e),n=Math.round(Math.min(Math.max(h(this,$t).x-s/2,0),t-s)),o=Math.round(Math.min(Math.max(h(this,$t).y-s/2,0),e-s));h(this,yi).want({path:this.path,pinned:this.pinned,region:{left:n,top:o,width:s,height:s}})});m(this,us,()=>{if(this.image&&h(this,ps)!==this.image.id){let t=this.querySelector("rawline-pane");t&&t.pixels.width>0&&(E(this,ps,this.image.id),h(this,$t).fit(this.image.width,this.image.height,t.pixels))}})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",h(this,Se)),h(this,$t).addEventListener("change",h(this,Re))}disconnectedCallback(){removeEventListener("hashchange",h(this,Se)),super.disconnectedCallback()}firstUpdated(){h(this,Se).call(this)}updated(){h(this,us).call(this)}render(){return l`
      <div class="develop" @drop=${a(this,k,co)} @dragover=${t=>t.preventDefault()}
        @opened=${t=>{a(this,k,oo).call(this,t.detail)}}
        @resized=${h(this,us)}
        @take=${t=>{a(this,k,Ae).call(this,{...this.path,stages:void 0,view:t.detail})}}>
        <aside class="side">
          <rawline-open .about=${this.about}></rawline-open>
          ${this.image?a(this,k,po).call(this,this.image):""}
          ${this.image&&!this.about.demo?l`<rawline-model .about=${this.about} .path=${this.path} .model=${this.model}
            @model=${t=>{this.model=t.detail}}></rawline-model>`:""}
          ${this.image&&this.path?l`<rawline-export .path=${this.path}></rawline-export>`:""}
        </aside>
        ${this.image&&this.path?l`
          ${a(this,k,mo).call(this,this.image,this.path)}
          <aside class="cards" aria-label="Light path">${a(this,k,fo).call(this,this.image)}</aside>`:l`
          <div class="empty"><p>Open a sample, choose a raw file, or drop one here.</p></div>`}
      </div>`}};$t=new WeakMap,ps=new WeakMap,yi=new WeakMap,Se=new WeakMap,k=new WeakSet,ro=function(t){return this.about.isp.properties?.stages?.items?.properties?.[t]??{}},oo=async function(t){this.recording={},this.pinned=void 0,this.similarity=void 0,this.sensor="",await a(this,k,Ae).call(this,{image:t,camera:void 0}),this.image&&this.panes.length===0&&(this.panes=[{kind:"frame",frame:0},{kind:"frame",frame:a(this,k,Te).call(this).length-1}])},Ae=async function(t){try{let e=await M("image",t);this.image=e,this.camera=e.camera,this.sensor=e.sensor??"",this.stages=io(e.stages),this.problem="",a(this,k,Yt).call(this)}catch(e){this.problem=e.message}},Yt=function(){this.image&&(this.path={image:this.image.id,camera:this.camera,stages:bn(this.stages),...this.sensor?{sensor:this.sensor}:{},recording:this.recording},h(this,Re).call(this))},Re=new WeakMap,Te=function(){return["raw",...this.stages.filter(t=>t.on).map(t=>bt(t.word))].map((t,e,s)=>e===s.length-1?"view":t)},vn=function(t,e){this.stages=this.stages.map(s=>s===t?{...s,keys:e}:s),a(this,k,Yt).call(this)},ao=function(t){let e=a(this,k,Te).call(this).length-1;this.stages=this.stages.map(n=>n===t?{...n,on:!n.on}:n);let s=a(this,k,Te).call(this).length-1;this.panes=this.panes.map(n=>n.kind==="frame"?{...n,frame:n.frame===e?s:Math.min(n.frame,s)}:n),a(this,k,Yt).call(this)},wn=function(t,e){let s=this.stages.indexOf(t),n=[...this.stages];n.splice(s,1),n.splice(s+e,0,t),this.stages=n,a(this,k,Yt).call(this)},lo=async function(t){let e=Object.keys(this.about.isp.properties?.stages?.items?.properties??{}),s=this.stages.findIndex(d=>d.word==="demosaicing"),n=e.indexOf(t)<e.indexOf("demosaicing")?s:this.stages.length-1,o=bn(this.stages);o.splice(n,0,{[t]:{}}),await a(this,k,Ae).call(this,{...this.path,stages:o})},ho=function(t,e){let s={...this.recording};Math.abs(e-t.usual)<1e-9?delete s[t.name]:s[t.name]=e,this.recording=s,a(this,k,Yt).call(this)},us=new WeakMap,co=function(t){t.preventDefault();let e=t.dataTransfer?.files[0];e&&!this.about.demo&&this.open.take(e)},po=function(t){let e=[`${t.width} \xD7 ${t.height} px`,t.cfa,t.model,t.iso?`ISO ${t.iso}`:void 0,t.exposure?`${Number((t.exposure*1e3).toPrecision(3))} ms`:void 0].filter(s=>s!==void 0);return l`
      <section class="facts" aria-label="Image">
        <h2>${t.name}</h2>
        <p>${e.join(" \xB7 ")}</p>
        ${Or(t)}
        <rawline-values .path=${this.path} .linked=${h(this,$t)} .unit=${t.unit}></rawline-values>
        ${a(this,k,uo).call(this)}
      </section>`},uo=function(){let t=h(this,$t),e=(s,n)=>{t.stretch(s,n),this.requestUpdate()};return l`
      <fieldset><legend>Contrast of all panes</legend>
        ${is("black at","",t.low,[0,1,!1],s=>e(s,t.high))}
        ${is("white at","",t.high,[0,1,!1],s=>e(t.low,s))}
        <button type="button" @click=${()=>e(0,1)}>Reset</button>
      </fieldset>`},mo=function(t,e){return l`
      <section class="pictures" aria-label="Pictures">
        <div class="tools">
          <button type="button" @click=${()=>{this.pinned=e,h(this,Re).call(this)}}>Pin this variant</button>
          ${this.pinned&&this.similarity?l`<span class="similarity" role="status">to pinned: SSIM ${this.similarity.ssim.toFixed(4)} · ΔE₀₀ ${this.similarity.deltaE.toFixed(2)}, 95 % below ${this.similarity.deltaE95.toFixed(2)}</span>`:""}
          <span class="fill"></span>
          <button type="button" ?disabled=${this.panes.length>=Ra}
            @click=${()=>{this.panes=[...this.panes,{kind:"frame",frame:a(this,k,Te).call(this).length-1}]}}>Add a pane</button>
          <button type="button" ?disabled=${this.panes.length<2} @click=${()=>{this.panes=this.panes.slice(0,-1)}}>Remove a pane</button>
        </div>
        <div class="panes panes-${this.panes.length}">
          ${this.panes.map((s,n)=>l`
            <rawline-pane class="pane" .number=${n+1} .image=${t} .path=${e} .pinned=${this.pinned} .model=${this.model?.place} .linked=${h(this,$t)}
              .frames=${a(this,k,Te).call(this)} .shown=${s}
              @choose=${o=>{this.panes=this.panes.map((d,c)=>c===n?o.detail:d)}}></rawline-pane>`)}
        </div>
        ${this.panes.some(s=>s.kind==="difference")?l`
          <p class="scale"><span>ΔE₀₀ 0</span><span class="ramp" aria-hidden="true"></span><span>${this.similarity?.painted??10} and more</span></p>`:""}
      </section>`},fo=function(t){let e=this.stages.findIndex(n=>n.word==="demosaicing"),s=Object.keys(this.about.isp.properties?.stages?.items?.properties??{}).filter(n=>!no.has(n)&&!_a.has(n));return l`
      ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      <section class="card">
        <h3>recording</h3>
        ${t.recording.length===0?l`
          <p class="hint">Choose the sensor that recorded, to count in electrons.</p>`:""}
        <label class="choice"><span class="name">sensor</span>
          <select @change=${n=>{this.recording={},a(this,k,Ae).call(this,{...this.path,recording:{},sensor:n.target.value||void 0})}}>
            <option value="" ?selected=${!this.sensor}>${t.recording.length?"of the data set":"not known"}</option>
            ${this.about.sensors.map(n=>l`<option ?selected=${n===this.sensor}>${n}</option>`)}
          </select></label>
        ${t.recording.map(n=>{let o=[n.lowest,n.highest,n.name==="bits"],d=this.model?.tolerance.find(c=>c.name===n.name);return is(bt(n.meaning),n.unit,this.recording[n.name]??n.usual,o,c=>a(this,k,ho).call(this,n,c),di(d,o))})}
        ${Object.keys(this.recording).length?l`<button type="button" @click=${()=>{this.recording={},a(this,k,Yt).call(this)}}>Reset</button>`:""}
      </section>
      <section class="card">
        <h3>camera</h3>
        <label class="choice"><span class="name">numbers of</span>
          <select @change=${n=>{a(this,k,Ae).call(this,{...this.path,stages:void 0,camera:n.target.value})}}>
            ${t.cameras.map(n=>l`<option value=${n} ?selected=${n===this.camera}>${n==="file"?"the file itself":n==="data"?"the data set":n}</option>`)}
          </select></label>
      </section>
      ${this.stages.map((n,o)=>{let d=a(this,k,ro).call(this,n.word),c=JSON.stringify(n.keys)!==JSON.stringify(n.initial),u=o>e&&n.word!=="gamma";return l`
          <section class="card ${n.on?"":"off"}" title=${d.description??""}>
            <h3>${bt(n.word)}</h3>
            <div class="card-tools">
              ${c?l`<button type="button" @click=${()=>a(this,k,vn).call(this,n,structuredClone(n.initial))} aria-label="Reset ${bt(n.word)}">Reset</button>`:""}
              ${u?l`
                <button type="button" ?disabled=${o-1<=e} @click=${()=>a(this,k,wn).call(this,n,-1)} aria-label="Move ${bt(n.word)} up">↑</button>
                <button type="button" ?disabled=${o+2>=this.stages.length} @click=${()=>a(this,k,wn).call(this,n,1)} aria-label="Move ${bt(n.word)} down">↓</button>`:""}
              ${no.has(n.word)?"":l`
                <label><input type="checkbox" .checked=${n.on} @change=${()=>a(this,k,ao).call(this,n)} aria-label="${bt(n.word)} on">on</label>`}
            </div>
            ${n.on?cn(bt(n.word),d,n.keys,n.initial,$=>a(this,k,vn).call(this,n,$),n.word,this.model?.tolerance??[]):""}
          </section>`})}
      <label class="choice add"><span class="name">add a stage</span>
        <select .value=${""} @change=${n=>{let o=n.target,d=o.value;o.value="",d&&a(this,k,lo).call(this,d)}}>
          <option value=""></option>${s.map(n=>l`<option value=${n}>${bt(n)}</option>`)}
        </select></label>`},p([v({attribute:!1})],O.prototype,"about",2),p([f()],O.prototype,"image",2),p([f()],O.prototype,"camera",2),p([f()],O.prototype,"sensor",2),p([f()],O.prototype,"stages",2),p([f()],O.prototype,"recording",2),p([f()],O.prototype,"path",2),p([f()],O.prototype,"pinned",2),p([f()],O.prototype,"panes",2),p([f()],O.prototype,"similarity",2),p([f()],O.prototype,"model",2),p([f()],O.prototype,"problem",2),p([se("rawline-open")],O.prototype,"open",2),O=p([S("rawline-develop")],O);var _e,go,bo,vt=class extends T{constructor(){super(...arguments);m(this,_e);this.command="";this.problem=""}render(){let{plan:t,place:e,out:s}=this,n=t?.commands[this.command]??"";return l`
      <section class="card plan-start" aria-label="Start a plan">
        <h2>Start a plan</h2>
        <rawline-browse label="Choose a plan…" files=".yaml" .folders=${this.about.folders}
          @place=${o=>{a(this,_e,go).call(this,o.detail)}}></rawline-browse>
        ${t&&e&&s?l`
          <p class="where">${K(e)}</p>
          <details><summary>What it says</summary><pre class="plan-text" tabindex="0" aria-label="The plan">${t.text}</pre></details>
          <form @submit=${o=>{a(this,_e,bo).call(this,o)}}>
            <label class="choice"><span class="name">command</span>
              <select .value=${this.command} @change=${o=>this.command=o.target.value}>
                ${Object.entries(t.commands).map(([o,d])=>l`
                  <option value=${o} ?selected=${o===this.command}>${o}${d?" (not its plan)":""}</option>`)}
              </select></label>
            ${n?l`<p class="problem">${n}</p>`:""}
            <div class="choice"><span class="name">results in ${K(s)}/</span>
              <rawline-browse label="Other…" .folders=${this.about.folders}
                @place=${o=>this.out=o.detail}></rawline-browse></div>
            <label class="choice"><span class="name">folder</span>
              <input type="text" name="name" required maxlength="100" .value=${`${t.name}-results`}></label>
            <button ?disabled=${!!n||!t.can_start}>Start</button>
            ${t.can_start?"":l`<p class="hint">This server starts no plans: run it in a terminal.</p>`}
          </form>`:l`<p class="hint">Plans are YAML files (docs/reference/formats.md). What is done is kept: a plan that was stopped resumes.</p>`}
        ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
      </section>`}};_e=new WeakSet,go=async function(t){this.problem="";try{this.plan=await H("plan",{...t}),this.place=t,this.out={root:t.root,path:t.path.split("/").slice(0,-1).join("/")};let e=Object.entries(this.plan.commands).filter(([,s])=>!s);this.command=(e[0]??Object.entries(this.plan.commands)[0])?.[0]??""}catch(e){this.problem=e.message}},bo=async function(t){t.preventDefault();let e=String(new FormData(t.target).get("name"));this.problem="";try{let s=await M("plan/start",{command:this.command,...this.place,out_root:this.out.root,out_path:this.out.path,out_name:e});this.dispatchEvent(new CustomEvent("started",{detail:s,bubbles:!0}))}catch(s){this.problem=s.message}},p([v({attribute:!1})],vt.prototype,"about",2),p([f()],vt.prototype,"place",2),p([f()],vt.prototype,"plan",2),p([f()],vt.prototype,"command",2),p([f()],vt.prototype,"out",2),p([f()],vt.prototype,"problem",2),vt=p([S("rawline-start")],vt);var yn="plans",yt,Ce,Pe,ms,Me,Le,j,xi,xn,$o,vo,wo,yo,wt=class extends T{constructor(){super(...arguments);m(this,j);this.active=!1;this.order=[];this.chosen="";this.problem="";this.heard=!1;m(this,yt,new Map);m(this,Ce,new ze);m(this,Pe);m(this,ms);m(this,Me,!0);m(this,Le,()=>{let[t,e]=location.hash.slice(1).split("/");t===yn&&(e??"")!==this.chosen&&(this.chosen=e??"",a(this,j,xn).call(this))})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",h(this,Le)),E(this,ms,window.setInterval(()=>this.active&&this.order.some(t=>!qs(h(this,yt).get(t)))&&this.requestUpdate(),1e3)),h(this,Le).call(this)}disconnectedCallback(){removeEventListener("hashchange",h(this,Le)),clearInterval(h(this,ms)),a(this,j,xi).call(this),super.disconnectedCallback()}updated(t){t.has("active")&&(this.active?a(this,j,xn).call(this):a(this,j,xi).call(this));let e=this.querySelector(".run-output");e&&h(this,Me)&&(e.scrollTop=e.scrollHeight)}render(){let t=this.order.map(s=>h(this,yt).get(s)).filter(s=>s!==void 0),e=h(this,yt).get(this.chosen);return l`
      <div class="plans">
        <div class="side">
          <rawline-start .about=${this.about} @started=${s=>a(this,j,wo).call(this,s.detail)}></rawline-start>
        </div>
        <section class="runs" aria-label="Runs">
          ${t.length?l`<ul>${t.map(s=>a(this,j,yo).call(this,s))}</ul>`:l`<p class="hint">${this.heard?"No plan was started from this page since the server began.":"Asks the server \u2026"}</p>`}
          ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
        </section>
        <section class="run-detail" aria-label="Output">
          ${e?l`
            <h2>${e.command} ${e.plan}</h2>
            <p class="visually-hidden" role="status">${Fi(e)}</p>
            <pre class="command" tabindex="0" aria-label="The same in a terminal">${e.typed}</pre>
            <pre class="run-output" tabindex="0" role="log" aria-live="off" aria-label="What it prints"
              @scroll=${s=>{let n=s.target;E(this,Me,n.scrollTop+n.clientHeight>n.scrollHeight-30)}}
              >${h(this,Ce).lines.join(`
`)}</pre>`:this.chosen&&this.heard?l`<p class="hint">The server knows no such run: it was started by another server, or long ago.</p>`:t.length?l`<p class="hint">Choose a run to see what it prints.</p>`:""}
        </section>
      </div>`}};yt=new WeakMap,Ce=new WeakMap,Pe=new WeakMap,ms=new WeakMap,Me=new WeakMap,Le=new WeakMap,j=new WeakSet,xi=function(){var t;(t=h(this,Pe))==null||t.call(this),E(this,Pe,void 0)},xn=function(){a(this,j,xi).call(this),this.active&&(E(this,Ce,new ze),E(this,Me,!0),E(this,Pe,_s("plan/events",this.chosen?{run:this.chosen}:{},t=>a(this,j,$o).call(this,t))))},$o=function(t){for(let e of t.runs)h(this,yt).set(e.id,e);for(let e of h(this,yt).keys())t.order.includes(e)||h(this,yt).delete(e);t.output&&t.output.run===this.chosen&&h(this,Ce).take(t.output.first,t.output.lines),this.order=t.order,this.heard=!0,this.requestUpdate()},vo=async function(t){this.problem="";try{await M("plan/stop",{run:t.id})}catch(e){this.problem=e.message}},wo=function(t){h(this,yt).set(t.id,t),location.hash=`${yn}/${t.id}`},yo=function(t){let e=t.id===this.chosen,s=t.started?Fs((t.ended?Date.parse(t.ended):Date.now())-Date.parse(t.started)):"";return l`
      <li class="run ${t.state}" aria-current=${e?"true":"false"}>
        <div class="run-head">
          <a href="#${yn}/${t.id}"><strong>${t.command}</strong> ${t.plan}</a>
          <span class="run-time">${s}</span>
        </div>
        <p class="run-state"><span class="dot" aria-hidden="true"></span>${Fi(t)}</p>
        ${qs(t)||t.state==="waiting"?_:l`
          <progress max="1" value=${t.share??_} aria-label="${t.command} ${t.plan}"></progress>
          <p class="run-status">${t.status.replace(/[│█▏▎▍▌▋▊▉]+\s*/g," ").trim()||" "}</p>`}
        <div class="buttons">
          <span class="where fill">→ ${t.out}</span>
          ${qs(t)?_:l`<button type="button" @click=${()=>{a(this,j,vo).call(this,t)}}>${t.state==="stopping"?"Stop at once":"Stop"}</button>`}
        </div>
      </li>`},p([v({attribute:!1})],wt.prototype,"about",2),p([v({type:Boolean})],wt.prototype,"active",2),p([f()],wt.prototype,"order",2),p([f()],wt.prototype,"chosen",2),p([f()],wt.prototype,"problem",2),p([f()],wt.prototype,"heard",2),wt=p([S("rawline-plans")],wt);var En=[["develop","Studio"],["data","Data"],["plans","Plans"],["quality","Quality"],["wall",""]],Ne,Jt=class extends T{constructor(){super(...arguments);this.page="";this.problem="";m(this,Ne,()=>{let t=location.hash.slice(1).split("/")[0]??"";this.page=En.some(([e])=>e===t)?t:En[0][0]})}connectedCallback(){super.connectedCallback(),addEventListener("hashchange",h(this,Ne)),h(this,Ne).call(this),H("about").then(t=>this.about=t,t=>this.problem=t.message)}disconnectedCallback(){removeEventListener("hashchange",h(this,Ne)),super.disconnectedCallback()}render(){return l`
      <header class="bar" ?hidden=${this.page==="wall"}>
        <a class="brand" href="#develop"><img src="/icon.svg" alt="" width="20" height="20">Rawline</a>
        <nav aria-label="Parts">
          ${En.filter(([t,e])=>e&&(t==="develop"||!this.about?.demo)).map(([t,e])=>l`
            <a href="#${t}" aria-current=${this.page===t?"page":"false"}>${e}</a>`)}
        </nav>
        <span class="version">${this.about?`${this.about.version}${this.about.demo?" \xB7 demonstration":""}`:""}</span>
      </header>
      <main>
        ${this.problem?l`<p class="problem" role="alert">${this.problem}</p>`:""}
        ${this.about?l`<rawline-develop .about=${this.about} ?hidden=${this.page!=="develop"}></rawline-develop>`:""}
        ${this.about&&!this.about.demo?l`<rawline-data .about=${this.about} ?hidden=${this.page!=="data"}></rawline-data>`:""}
        ${this.about&&!this.about.demo?l`<rawline-plans .about=${this.about} .active=${this.page==="plans"} ?hidden=${this.page!=="plans"}></rawline-plans>`:""}
        ${this.about&&!this.about.demo?l`<rawline-control .about=${this.about} .active=${this.page==="quality"} ?hidden=${this.page!=="quality"}></rawline-control>`:""}
        ${this.about&&!this.about.demo?l`<rawline-display .active=${this.page==="wall"} ?hidden=${this.page!=="wall"}></rawline-display>`:""}
      </main>`}};Ne=new WeakMap,p([f()],Jt.prototype,"about",2),p([f()],Jt.prototype,"page",2),p([f()],Jt.prototype,"problem",2),Jt=p([S("rawline-studio")],Jt);})();
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/decorators/query-assigned-elements.js:
lit-html/directives/keyed.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
